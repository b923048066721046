package ro.wowcinema.pipeline.core.execution;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.execution.attempt.AttemptResult;
import ro.wowcinema.pipeline.core.execution.attempt.FailureClassifier;
import ro.wowcinema.pipeline.core.ledger.AttemptId;
import ro.wowcinema.pipeline.core.ledger.AttemptLedger;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.RunLedger;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/**
 * The ledger as the coordinating thread uses it: while the database is unavailable, no decision is
 * possible, so every failed operation is retried until the database is back or the configured time
 * is over. All operations may be executed twice, as happens where a commit's answer is lost.
 */
final class RetryingLedger {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingLedger.class);
  private static final long PAUSE_MILLIS = 500;

  private final RunLedger ledger;
  private final AttemptLedger attempts;
  private final Lease lease;
  private final DatabaseOutage outage;

  RetryingLedger(RunLedger ledger, AttemptLedger attempts, Lease lease, DatabaseOutage outage) {
    this.ledger = ledger;
    this.attempts = attempts;
    this.lease = lease;
    this.outage = outage;
  }

  void queue(Collection<String> tasks, Collection<String> all) {
    retryWhileDatabaseIsDown(() -> ledger.queue(lease, tasks, all));
  }

  void setTaskState(String task, TaskState state) {
    retryWhileDatabaseIsDown(() -> ledger.setTaskState(lease, task, state));
  }

  List<TaskState> taskStates() {
    return retryWhileDatabaseIsDown(() -> ledger.taskStates(lease));
  }

  /**
   * Ends the run.
   *
   * @param problem what to report where it failed
   */
  void finish(RunState state, String problem) {
    retryWhileDatabaseIsDown(() -> ledger.finish(lease, state, problem));
  }

  /**
   * Whether the attempt was committed all the same, and only the answer was lost. Returns once the
   * database answers, so that an outage takes one attempt of a task, not all that it has.
   */
  boolean hasCommitted(AttemptResult.Failed failed) {
    if (!FailureClassifier.isTransient(failed.failure())) {
      return false;
    }
    if (failed.attempt().isEmpty()) {
      retryWhileDatabaseIsDown(ledger::ping);
      return false;
    }
    AttemptId attempt = failed.attempt().get();
    return retryWhileDatabaseIsDown(() -> attempts.hasSucceeded(attempt));
  }

  /** Records an attempt's failure, and what becomes of the task. */
  void fail(AttemptResult.Failed failed, TaskState state) {
    Throwable failure = failed.failure();
    String message = FailureClassifier.message(failure);
    failed
        .attempt()
        .ifPresent(
            attempt ->
                retryWhileDatabaseIsDown(
                    () -> attempts.fail(lease, attempt, state, failure, message)));
  }

  private void retryWhileDatabaseIsDown(Runnable work) {
    retryWhileDatabaseIsDown(
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T retryWhileDatabaseIsDown(Supplier<T> work) {
    while (true) {
      long begun = System.nanoTime();
      try {
        T result = work.get();
        outage.recordRecovery();
        return result;
      } catch (RuntimeException e) {
        if (!FailureClassifier.isTransient(e)) {
          throw e;
        }
        LOG.warn("The ledger does not answer: {}", FailureClassifier.message(e));
        outage.recordFailure(begun);
        if (outage.isTooLong()) {
          throw outage.failure(e);
        }
        pause(e);
      }
    }
  }

  private void pause(RuntimeException cause) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw outage.failure(cause);
    }
  }
}
