package ro.wowcinema.platform.simulator.viewing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import ro.wowcinema.platform.simulator.title.SimulatedCatalogue;
import ro.wowcinema.platform.simulator.user.Counties;
import ro.wowcinema.platform.simulator.user.SimulatedUser;
import ro.wowcinema.platform.simulator.user.SimulatedUsers;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.Simulation;

/** The viewing sessions, day by day; only records still to be delivered stay in memory. */
public final class SimulatedSessions {
  private static final Comparator<LogRecord> FILE_ORDER =
      Comparator.comparing(LogRecord::position)
          .thenComparing(record -> record.viewing().logId())
          .thenComparing(LogRecord::closed);

  private final Simulation simulation;
  private final SimulatedUsers users;
  private final SimulatedCatalogue catalogue;
  private final ViewingHours hours = new ViewingHours();
  private final Counties counties = new Counties();
  private final TreeMap<LocalDate, List<LogRecord>> deliveries = new TreeMap<>();
  private long delivered;

  public SimulatedSessions(
      Simulation simulation, SimulatedUsers users, SimulatedCatalogue catalogue) {
    this.simulation = simulation;
    this.users = users;
    this.catalogue = catalogue;
  }

  /** To be called for each day in turn, after the users have lived it. */
  public void simulateDay(LocalDate day) {
    RandomStream chance = simulation.chance("sessions", day);
    ViewingLog log = new ViewingLog(simulation.chance("viewing log", day));
    DailyViewing evening = new DailyViewing(day, catalogue, hours, counties, chance);
    for (SimulatedUser user : users.everybody()) {
      if (user.state().isSubscribedOn(day) && user.habits().isWatchingOn(day)) {
        evening.of(user, chance.poisson(expected(user, day))).forEach(viewing -> log(viewing, log));
      }
    }
  }

  public List<LogRecord> deliveredOn(LocalDate day) {
    List<LogRecord> due = deliveries.remove(day);
    if (due == null) {
      return List.of();
    }
    due.sort(FILE_ORDER);
    return due;
  }

  /** Sessions with a record in a past or future delivery. */
  public long delivered() {
    return delivered;
  }

  private double expected(SimulatedUser user, LocalDate day) {
    return simulation.sessionsPerUserDay() * user.habits().activity() * ViewingHours.factor(day);
  }

  private void log(ViewingSession viewing, ViewingLog log) {
    boolean anyInTime = false;
    for (LogRecord record : log.recordsOf(viewing)) {
      // What comes after the last delivery never comes.
      if (!record.deliveredOn().isAfter(simulation.lastDay())) {
        deliveries.computeIfAbsent(record.deliveredOn(), none -> new ArrayList<>()).add(record);
        anyInTime = true;
      }
    }
    delivered += anyInTime ? 1 : 0;
  }
}
