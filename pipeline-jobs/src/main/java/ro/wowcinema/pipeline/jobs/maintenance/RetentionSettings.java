package ro.wowcinema.pipeline.jobs.maintenance;

import static java.util.Objects.requireNonNull;

import java.time.Period;
import ro.wowcinema.pipeline.core.config.Config;

/**
 * How long the ledger keeps what is only of use for a while, counted back from a run's logical
 * date.
 *
 * @param logs of tasks' logs, passed checks and alerts ({@code retention.logs})
 * @param audit of operators' actions and all other results of checks ({@code retention.audit})
 */
public record RetentionSettings(Period logs, Period audit) {
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
    return new RetentionSettings(config.retentionOfLogs(), config.retentionOfAudit());
  }
}
