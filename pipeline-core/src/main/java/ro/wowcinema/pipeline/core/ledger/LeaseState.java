package ro.wowcinema.pipeline.core.ledger;

/** The result of a heartbeat. */
public enum LeaseState {
  HELD,
  /** Held, and an operator has requested cancellation. */
  CANCELLED,
  LOST
}
