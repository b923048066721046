package ro.wowcinema.pipeline.core.ledger;

import java.util.Locale;

/** The state of a run. */
public enum RunState {
  QUEUED,
  RUNNING,
  SUCCESS,
  FAILED,
  CANCELLED;

  /** As it stands in the ledger. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a code in the ledger. */
  public static RunState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
