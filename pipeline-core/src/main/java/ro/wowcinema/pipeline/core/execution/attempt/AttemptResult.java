package ro.wowcinema.pipeline.core.execution.attempt;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.AttemptId;

/** How one attempt ended. */
public sealed interface AttemptResult {
  /** Committed. */
  record Succeeded(JobResult result) implements AttemptResult {
    public Succeeded {
      requireNonNull(result, "result is null");
    }
  }

  /**
   * Rolled back.
   *
   * @param attempt its place in the ledger, where it got that far
   */
  record Failed(Optional<AttemptId> attempt, Throwable failure) implements AttemptResult {
    public Failed {
      requireNonNull(attempt, "attempt is null");
      requireNonNull(failure, "failure is null");
    }

    /** The same attempt, its failure seen in another light. */
    public Failed because(Throwable newFailure) {
      return new Failed(attempt, newFailure);
    }
  }
}
