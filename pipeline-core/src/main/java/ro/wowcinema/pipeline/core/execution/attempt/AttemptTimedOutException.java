package ro.wowcinema.pipeline.core.execution.attempt;

import java.time.Duration;

/** An attempt took too long and was cancelled; its cause is what the job made of that. */
public final class AttemptTimedOutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AttemptTimedOutException(Duration limit, Throwable cause) {
    super("timed out after " + limit, cause);
  }
}
