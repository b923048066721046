package ro.wowcinema.pipeline.core.run;

/** What a heartbeat finds. */
enum LeaseState {
  HELD,
  /** Held, and an operator wants the run to end. */
  CANCELLED,
  LOST
}
