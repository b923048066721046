package ro.wowcinema.pipeline.core.ledger;

import java.util.Locale;

/** Why a run is there. */
public enum RunType {
  /** Its time came. */
  SCHEDULED,
  /** Somebody asked for the date. */
  MANUAL,
  /** Somebody asked for a range of dates. */
  BACKFILL;

  /** As it stands in the ledger. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
