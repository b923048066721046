package ro.wowcinema.pipeline.core.alert;

import java.util.Locale;

/** The kinds of alerts. */
public enum AlertKind {
  /** A run of a daemon has failed, and stays failed until an operator acts. */
  RUN_FAILED,
  /** A run is not finished at its deadline. */
  DEADLINE_MISSED;

  /** As it stands in the ledger: {@code run_failed}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The runbook's entry: {@code run-failed}. */
  public String runbookEntry() {
    return code().replace('_', '-');
  }
}
