package ro.wowcinema.pipeline.core.execution;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.execution.attempt.AttemptResult;
import ro.wowcinema.pipeline.core.execution.attempt.Failures;
import ro.wowcinema.pipeline.core.ledger.AttemptId;
import ro.wowcinema.pipeline.core.ledger.AttemptLedger;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.RunLedger;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/**
 * The ledger as the deciding thread uses it: while the database is away, nothing can be decided, so
 * whatever fails is tried again until the database is back or the patience is at its end. All of it
 * may be done twice, as it is where a commit's answer is lost.
 */
final class PatientLedger {
  private static final Logger LOG = LoggerFactory.getLogger(PatientLedger.class);
  private static final long PAUSE_MILLIS = 500;

  private final RunLedger ledger;
  private final AttemptLedger attempts;
  private final Lease lease;
  private final Outage outage;

  PatientLedger(RunLedger ledger, AttemptLedger attempts, Lease lease, Outage outage) {
    this.ledger = ledger;
    this.attempts = attempts;
    this.lease = lease;
    this.outage = outage;
  }

  void queue(Collection<String> tasks, Collection<String> all) {
    patiently(() -> ledger.queue(lease, tasks, all));
  }

  void setTaskState(String task, TaskState state) {
    patiently(() -> ledger.setTaskState(lease, task, state));
  }

  List<TaskState> taskStates() {
    return patiently(() -> ledger.taskStates(lease));
  }

  /**
   * Ends the run.
   *
   * @param problem what to tell people where it failed
   */
  void finish(RunState state, String problem) {
    patiently(() -> ledger.finish(lease, state, problem));
  }

  /**
   * Whether the attempt was committed all the same, and only the answer was lost. Returns once the
   * database answers, so that an outage takes one attempt of a task, not all that it has.
   */
  boolean hasCommitted(AttemptResult.Failed failed) {
    if (!Failures.isTransient(failed.failure())) {
      return false;
    }
    if (failed.attempt().isEmpty()) {
      patiently(ledger::ping);
      return false;
    }
    AttemptId attempt = failed.attempt().get();
    return patiently(() -> attempts.hasSucceeded(attempt));
  }

  /** Records an attempt's failure, and what becomes of the task. */
  void fail(AttemptResult.Failed failed, TaskState state) {
    Throwable failure = failed.failure();
    String message = Failures.message(failure);
    failed
        .attempt()
        .ifPresent(
            attempt -> patiently(() -> attempts.fail(lease, attempt, state, failure, message)));
  }

  private void patiently(Runnable work) {
    patiently(
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T patiently(Supplier<T> work) {
    while (true) {
      long begun = System.nanoTime();
      try {
        T result = work.get();
        outage.over();
        return result;
      } catch (RuntimeException e) {
        if (!Failures.isTransient(e)) {
          throw e;
        }
        LOG.warn("The ledger does not answer: {}", Failures.message(e));
        outage.since(begun);
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
