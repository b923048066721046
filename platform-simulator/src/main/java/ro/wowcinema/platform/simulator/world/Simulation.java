package ro.wowcinema.platform.simulator.world;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * What to simulate.
 *
 * @param from logical date of the first delivery
 * @param days number of consecutive daily deliveries, at least 1
 * @param users users known on the first day, at least 1; more sign up later
 * @param titles IMDb titles of every type on the first day, at least 1; more appear later
 * @param sessionsPerUserDay mean viewing sessions of a subscribed user on a day, 0 to 24
 * @param seed the same seed and arguments give the same bytes
 * @param dirt share of bad records in each file, 0 to 1; those that a load would reject are kept
 *     below the ratio at which it refuses the file
 */
public record Simulation(
    LocalDate from,
    int days,
    int users,
    int titles,
    double sessionsPerUserDay,
    long seed,
    double dirt) {

  /** Every second evening or so. */
  public static final double DEFAULT_SESSIONS_PER_USER_DAY = 0.5;

  /**
   * @throws IllegalArgumentException naming the argument that is out of its range
   */
  public Simulation {
    requireNonNull(from, "from is null");
    requireAtLeastOne("days", days);
    requireAtLeastOne("users", users);
    requireAtLeastOne("titles", titles);
    requireBetweenZeroAnd(24, "sessionsPerUserDay", sessionsPerUserDay);
    requireBetweenZeroAnd(1, "dirt", dirt);
  }

  public LocalDate lastDay() {
    return from.plusDays(days - 1L);
  }

  public RandomStream chance(String subject) {
    return RandomStream.of(seed, subject, 0);
  }

  public RandomStream chance(String subject, LocalDate day) {
    return RandomStream.of(seed, subject, day.toEpochDay());
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  private static void requireBetweenZeroAnd(int limit, String name, double value) {
    // Also false for NaN.
    if (!(value >= 0 && value <= limit)) {
      throw new IllegalArgumentException(name + " must be from 0 to " + limit + ", not " + value);
    }
  }
}
