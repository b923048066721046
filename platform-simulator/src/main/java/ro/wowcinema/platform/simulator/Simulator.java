package ro.wowcinema.platform.simulator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import ro.wowcinema.platform.simulator.delivery.ImdbWriter;
import ro.wowcinema.platform.simulator.delivery.PlatformWriter;
import ro.wowcinema.platform.simulator.title.SimulatedCatalogue;
import ro.wowcinema.platform.simulator.title.SimulatedPeople;
import ro.wowcinema.platform.simulator.title.SimulatedTitles;
import ro.wowcinema.platform.simulator.user.Plan;
import ro.wowcinema.platform.simulator.user.SimulatedUsers;
import ro.wowcinema.platform.simulator.viewing.SimulatedSessions;
import ro.wowcinema.platform.simulator.world.Simulation;

/**
 * Writes the deliveries of a simulation: IMDb's weekly, the platform's every day. Nothing is real
 * in them: titles, people and accounts are invented.
 */
public final class Simulator {
  private final Simulation simulation;

  public Simulator(Simulation simulation) {
    this.simulation = requireNonNull(simulation, "simulation is null");
  }

  /**
   * Writes every delivery below {@code landing}, over those of the same dates that are there; calls
   * {@code progress} after each day. Can be called again, and writes the same bytes.
   */
  public SimulationSummary writeTo(Path landing, Consumer<LocalDate> progress) throws IOException {
    World world = new World(simulation, landing);
    for (LocalDate day = simulation.from();
        !day.isAfter(simulation.lastDay());
        day = day.plusDays(1)) {
      world.simulateDay(day);
      progress.accept(day);
    }
    return world.summary();
  }

  /** Everything that changes from day to day. */
  private static final class World {
    private final Simulation simulation;
    private final ImdbWriter imdb;
    private final PlatformWriter platform;
    private final SimulatedPeople people;
    private final SimulatedTitles titles;
    private final SimulatedCatalogue catalogue;
    private final SimulatedUsers users;
    private final SimulatedSessions sessions;
    private int deliveries;
    private long badRecords;

    World(Simulation simulation, Path landing) {
      this.simulation = simulation;
      this.imdb = new ImdbWriter(landing, simulation);
      this.platform = new PlatformWriter(landing, simulation);
      this.people = new SimulatedPeople(simulation);
      this.titles = new SimulatedTitles(simulation, people);
      this.catalogue = new SimulatedCatalogue(simulation, titles.current());
      this.users = new SimulatedUsers(simulation);
      this.sessions = new SimulatedSessions(simulation, users, catalogue);
    }

    /** IMDb's delivery first: a reader who sees the platform's complete looks at both. */
    void simulateDay(LocalDate day) throws IOException {
      if (titles.isSnapshotDue(day)) {
        deliverTitles(day);
      }
      deliverPlatform(day);
    }

    SimulationSummary summary() {
      return new SimulationSummary(
          deliveries,
          users.everybody().size(),
          titles.everKnown(),
          sessions.delivered(),
          badRecords);
    }

    private void deliverTitles(LocalDate day) throws IOException {
      if (!day.equals(simulation.from())) {
        titles.simulateUntil(day);
      }
      badRecords += imdb.write(day, titles.current(), people.all());
      deliveries++;
    }

    private void deliverPlatform(LocalDate day) throws IOException {
      if (catalogue.isChangeDue(day)) {
        catalogue.change(day, titles.current());
      }
      boolean tellsCatalogue = day.equals(simulation.from()) || catalogue.isChangeDue(day);
      boolean tellsPlans = Plan.isChangeDue(day, simulation);
      users.simulateDay(day);
      sessions.simulateDay(day);
      badRecords +=
          platform.write(
              day,
              Optional.of(Plan.offeredOn(day, simulation)).filter(plans -> tellsPlans),
              Optional.of(catalogue.entries()).filter(entries -> tellsCatalogue),
              users.deliveredOn(day),
              sessions.deliveredOn(day));
      deliveries++;
    }
  }
}
