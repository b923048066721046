package ro.wowcinema.platform.simulator.user;

import java.time.LocalDate;
import java.util.Optional;
import ro.wowcinema.platform.simulator.title.GenrePreference;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.Simulation;

/**
 * How a user watches.
 *
 * @param activity sessions beside the mean user's, 0 for those who never watch
 * @param lapsesOn the day from which they watch nothing any more
 */
public record ViewingHabits(double activity, GenrePreference taste, Optional<LocalDate> lapsesOn) {
  private static final double NEVER_ACTIVE = 0.06;
  private static final double LAPSING = 0.12;
  private static final double LIGHT = 0.42;
  private static final double HEAVY = 0.12;

  static ViewingHabits draw(Simulation simulation, RandomStream chance) {
    Optional<LocalDate> lapsesOn =
        chance.isTrueWith(LAPSING)
            ? Optional.of(simulation.from().plusDays(chance.between(-20, simulation.days())))
            : Optional.empty();
    return new ViewingHabits(activity(chance.fraction()), GenrePreference.draw(chance), lapsesOn);
  }

  public boolean isWatchingOn(LocalDate day) {
    return activity > 0 && lapsesOn.map(day::isBefore).orElse(true);
  }

  /** The mean is 1 over all users, those who lapse counted as half. */
  private static double activity(double share) {
    if (share < NEVER_ACTIVE) {
      return 0;
    }
    if (share < NEVER_ACTIVE + LIGHT) {
      return 0.45;
    }
    return share < 1 - HEAVY ? 1.3 : 3.3;
  }
}
