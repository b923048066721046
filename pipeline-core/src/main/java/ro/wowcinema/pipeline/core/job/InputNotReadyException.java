package ro.wowcinema.pipeline.core.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Something that the job waits for has not come. It is asked again until the deadline, then the
 * task fails.
 */
public final class InputNotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration deadline;

  /**
   * @param message what is missing and where it is looked for
   * @param deadline how long after the task's first attempt to keep asking
   */
  public InputNotReadyException(String message, Duration deadline) {
    super(message);
    this.deadline = requireNonNull(deadline, "deadline is null");
  }

  public Duration deadline() {
    return deadline;
  }
}
