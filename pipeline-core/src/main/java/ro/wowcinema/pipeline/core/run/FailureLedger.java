package ro.wowcinema.pipeline.core.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger as it is used after a failure, which may be that the database is away: what cannot be
 * read or written then is logged, and does not end the run.
 */
final class FailureLedger {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLedger.class);

  private final RunLedger ledger;
  private final Lease lease;

  FailureLedger(RunLedger ledger, Lease lease) {
    this.ledger = ledger;
    this.lease = lease;
  }

  /** Whether the attempt was committed all the same, and only the answer was lost. */
  boolean hasCommitted(AttemptResult.Failed failed) {
    if (failed.attempt().isEmpty() || !Failures.isTransient(failed.failure())) {
      return false;
    }
    try {
      return ledger.hasSucceeded(failed.attempt().get());
    } catch (RuntimeException e) {
      LOG.warn("Could not read the ledger: {}", Failures.message(e));
      return false;
    }
  }

  /**
   * Records the failure, and what becomes of the task.
   *
   * @throws LeaseLostException where another process has the run by now
   */
  void record(AttemptResult.Failed failed, TaskState state) {
    if (failed.attempt().isEmpty()) {
      return;
    }
    AttemptId attempt = failed.attempt().get();
    try {
      ledger.fail(lease, attempt, state, failed.failure());
    } catch (LeaseLostException e) {
      throw e;
    } catch (RuntimeException e) {
      // The next round marks the attempt as lost.
      LOG.warn("Could not record that task {} failed: {}", attempt, Failures.message(e));
    }
  }
}
