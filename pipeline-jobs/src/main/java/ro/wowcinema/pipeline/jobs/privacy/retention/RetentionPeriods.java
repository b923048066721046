package ro.wowcinema.pipeline.jobs.privacy.retention;

import static java.util.Objects.requireNonNull;

import java.time.Period;
import ro.wowcinema.pipeline.core.config.Config;

/**
 * How long what is about people is kept.
 *
 * @param deletedUsers users whom the platform deleted ({@code retention.deleted-users})
 * @param rawLines the text of refused records ({@code retention.raw-lines})
 * @param deliveries delivered files ({@code retention.deliveries})
 * @param isDaily whether maintenance keeps to them by itself ({@code retention.daily}): what goes
 *     does not come back, so that somebody has to want it
 */
public record RetentionPeriods(
    Period deletedUsers, Period rawLines, Period deliveries, boolean isDaily) {
  public RetentionPeriods {
    requireNonNull(deletedUsers, "deletedUsers is null");
    requireNonNull(rawLines, "rawLines is null");
    requireNonNull(deliveries, "deliveries is null");
  }

  /**
   * As configured.
   *
   * @throws ro.wowcinema.pipeline.core.config.ConfigException where one of the keys is wrong
   */
  public static RetentionPeriods of(Config config) {
    return new RetentionPeriods(
        config.retentionOfDeletedUsers(),
        config.retentionOfRawLines(),
        config.retentionOfDeliveries(),
        config.retentionIsDaily());
  }
}
