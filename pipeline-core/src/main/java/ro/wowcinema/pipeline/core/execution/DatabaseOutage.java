package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.execution.attempt.FailureClassifier;

/**
 * How long the database has been unavailable for a run, according to the latest attempt to reach
 * it; shared by the heartbeat and the coordinating thread. Uses the monotonic clock: setting the
 * machine's clock must not end a run.
 */
final class DatabaseOutage {
  private final String run;
  private final Duration patience;
  private final AtomicReference<Long> start = new AtomicReference<>();

  /**
   * @param run the run's name in the failure
   */
  DatabaseOutage(String run, Duration patience) {
    this.run = requireNonNull(run, "run is null");
    this.patience = requireNonNull(patience, "patience is null");
  }

  /**
   * The database did not answer.
   *
   * @param nanoTime when it was asked: the answer that does not come takes long to fail
   */
  void recordFailure(long nanoTime) {
    start.compareAndSet(null, nanoTime);
  }

  /** The database answers. */
  void recordRecovery() {
    start.set(null);
  }

  boolean isTooLong() {
    Long nanoTime = start.get();
    return nanoTime != null && System.nanoTime() - nanoTime > patience.toNanos();
  }

  DatabaseUnavailableException failure(Throwable cause) {
    return new DatabaseUnavailableException(
        "The database became unavailable during %s (%s). Start or check the server; the same command then resumes the run"
            .formatted(run, FailureClassifier.message(cause)),
        cause);
  }
}
