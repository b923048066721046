package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.execution.attempt.FailureClassifier;

/**
 * For how long the database has been away from a run, as whoever last tried to reach it found;
 * shared by the heartbeat and the deciding thread. Counts by the monotonic clock: a machine's clock
 * that is being set must not end a run.
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
  void since(long nanoTime) {
    start.compareAndSet(null, nanoTime);
  }

  /** The database answers. */
  void over() {
    start.set(null);
  }

  boolean isTooLong() {
    Long nanoTime = start.get();
    return nanoTime != null && System.nanoTime() - nanoTime > patience.toNanos();
  }

  DatabaseUnavailableException failure(Throwable cause) {
    return new DatabaseUnavailableException(
        "The database went away during %s (%s). Start the server, or check it; the same command then goes on from there"
            .formatted(run, FailureClassifier.message(cause)),
        cause);
  }
}
