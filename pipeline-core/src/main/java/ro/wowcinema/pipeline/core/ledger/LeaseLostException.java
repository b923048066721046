package ro.wowcinema.pipeline.core.ledger;

/** Another process has taken the run over; the transaction in progress is rolled back. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLostException(Lease lease) {
    super(
        "Run %d was taken over by another process: %s no longer holds epoch %d"
            .formatted(lease.runId(), lease.owner(), lease.epoch()));
  }
}
