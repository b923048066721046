package ro.wowcinema.pipeline.core.ledger;

import java.util.Locale;

/** How an attempt of a task stands or ended. */
enum AttemptState {
  RUNNING,
  SUCCESS,
  SKIPPED,
  FAILED,
  CANCELLED,
  /** Its process died, so its progress is unknown; nothing of it was committed. */
  LOST;

  /** As it stands in the ledger. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
