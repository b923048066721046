package ro.wowcinema.pipeline.jobs.maintenance;

import static java.util.Objects.requireNonNull;

import java.time.Period;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/**
 * How long the ledger keeps what is only of use for a while, counted back from a run's logical
 * date.
 *
 * @param logs of tasks' logs, passed checks and alerts
 * @param audit of operators' actions and all other results of checks
 */
public record RetentionSettings(Period logs, Period audit) {
  static final ConfigKey<Period> LOGS =
      ConfigKey.period(
          "retention.logs",
          "P90D",
          "how long `maintenance` keeps logs of tasks, passed checks and alerts");

  static final ConfigKey<Period> AUDIT =
      ConfigKey.period(
          "retention.audit",
          "P2Y",
          "how long `maintenance` keeps operators' actions and all other results of checks");

  public RetentionSettings {
    requireNonNull(logs, "logs is null");
    requireNonNull(audit, "audit is null");
  }

  /**
   * As configured.
   *
   * @throws ro.wowcinema.pipeline.core.config.ConfigException where one of the keys is wrong
   */
  public static RetentionSettings of(Config config) {
    return new RetentionSettings(config.get(LOGS), config.get(AUDIT));
  }
}
