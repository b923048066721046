package ro.wowcinema.pipeline.core.ledger;

/** What a heartbeat finds. */
public enum LeaseState {
  HELD,
  /** Held, and an operator wants the run to end. */
  CANCELLED,
  LOST
}
