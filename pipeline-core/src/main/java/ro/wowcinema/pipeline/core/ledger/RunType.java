package ro.wowcinema.pipeline.core.ledger;

import java.util.Locale;

/** Why a run is there. */
public enum RunType {
  /** Its time came. */
  SCHEDULED,
  /** A date was requested. */
  MANUAL,
  /** A range of dates was requested. */
  BACKFILL;

  /** As it stands in the ledger. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
