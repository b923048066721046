package ro.wowcinema.pipeline.core.alert;

import java.util.Locale;

/** What people are told of. */
public enum AlertKind {
  /** A run that a daemon ran has failed, and stays so until somebody does something. */
  RUN_FAILED,
  /** A run is not finished at its deadline. */
  DEADLINE_MISSED;

  /** As it stands in the ledger: {@code run_failed}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where the runbook says what to do: {@code run-failed}. */
  public String runbookEntry() {
    return code().replace('_', '-');
  }
}
