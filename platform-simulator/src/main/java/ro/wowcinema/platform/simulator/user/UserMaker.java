package ro.wowcinema.platform.simulator.user;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import ro.wowcinema.platform.simulator.world.Bucharest;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Makes users, with ascending ids. */
final class UserMaker {
  private static final int LONGEST_MEMBERSHIP_DAYS = 730;
  private static final double LEFT_BEFORE = 0.1;
  private static final double CONSENTING = 0.6;
  private static final double WITHOUT_REGION = 0.01;

  private final Simulation simulation;
  private final Counties counties = new Counties();
  private int lastId = 1_000;

  UserMaker(Simulation simulation) {
    this.simulation = simulation;
  }

  /** A user of the first delivery: signed up in the two years before it. */
  SimulatedUser member(RandomStream chance) {
    LocalDate from = simulation.from();
    LocalDate start = from.minusDays(chance.between(1, LONGEST_MEMBERSHIP_DAYS));
    Optional<LocalDate> end = Optional.empty();
    LocalDate updated = between(start, from.minusDays(1), chance);
    if (chance.isTrueWith(LEFT_BEFORE)) {
      end = Optional.of(between(updated, from, chance));
    }
    Subscription subscription = new Subscription(Plan.drawId(chance), start, end);
    Instant since = Bucharest.within(0, start, chance);
    return user(
        subscription, since, Bucharest.within(chance.between(8, 23), updated, chance), chance);
  }

  /** A user who signs up on a day of the simulation. */
  SimulatedUser newcomer(LocalDate day, RandomStream chance) {
    Instant at = Bucharest.within(chance.between(7, 20), day, chance);
    Subscription subscription = new Subscription(Plan.drawId(chance), day, Optional.empty());
    return user(subscription, at, at, chance);
  }

  private SimulatedUser user(
      Subscription subscription, Instant knownSince, Instant updatedAt, RandomStream chance) {
    int id = ++lastId;
    UserState state =
        new UserState(
            id,
            PersonalDetails.draw(id, simulation.from(), chance),
            chance.isTrueWith(WITHOUT_REGION)
                ? Optional.empty()
                : Optional.of(counties.pick(chance)),
            subscription,
            chance.isTrueWith(CONSENTING),
            false,
            updatedAt);
    return new SimulatedUser(state, ViewingHabits.draw(simulation, chance), knownSince);
  }

  private static LocalDate between(LocalDate first, LocalDate last, RandomStream chance) {
    return first.plusDays(chance.between(0, (int) (last.toEpochDay() - first.toEpochDay())));
  }
}
