package ro.wowcinema.pipeline.jobs.privacy.retention;

import static java.util.Objects.requireNonNull;

import java.time.Period;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/**
 * How long personal data is kept.
 *
 * @param deletedUsers users that the platform deleted
 * @param rawLines the text of refused records
 * @param deliveries delivered files
 * @param isDaily whether maintenance applies them every day; off by default, because deletion
 *     cannot be undone
 */
public record RetentionPeriods(
    Period deletedUsers, Period rawLines, Period deliveries, boolean isDaily) {
  static final ConfigKey<Period> DELETED_USERS =
      ConfigKey.period(
          "retention.deleted-users",
          "P30D",
          "how long users deleted by the platform stay before they are [erased](privacy.md)");

  static final ConfigKey<Period> RAW_LINES =
      ConfigKey.period(
          "retention.raw-lines",
          "P90D",
          "how long the text of refused records about people is kept");

  static final ConfigKey<Period> DELIVERIES =
      ConfigKey.period(
          "retention.deliveries",
          "P2Y",
          "how long delivered files about people stay in the landing zone");

  static final ConfigKey<Boolean> DAILY =
      ConfigKey.flag(
          "retention.daily",
          "whether `maintenance` applies these three every day; `privacy retention` does it by hand");

  public RetentionPeriods {
    requireNonNull(deletedUsers, "deletedUsers is null");
    requireNonNull(rawLines, "rawLines is null");
    requireNonNull(deliveries, "deliveries is null");
  }

  /**
   * Reads the periods from the configuration.
   *
   * @throws ro.wowcinema.pipeline.core.config.ConfigException if a key is invalid
   */
  public static RetentionPeriods of(Config config) {
    return new RetentionPeriods(
        config.get(DELETED_USERS),
        config.get(RAW_LINES),
        config.get(DELIVERIES),
        config.get(DAILY));
  }
}
