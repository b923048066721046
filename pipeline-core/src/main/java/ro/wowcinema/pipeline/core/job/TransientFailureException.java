package ro.wowcinema.pipeline.core.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Something outside failed that may well work a little later, such as a server that is overloaded.
 * The task is tried again like one whose database connection broke: a few times, with pauses.
 */
public final class TransientFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration pause;

  /**
   * A failure after which the engine chooses the pause.
   *
   * @param message what failed
   */
  public TransientFailureException(String message, Throwable cause) {
    super(message, cause);
    this.pause = Duration.ZERO;
  }

  /**
   * A failure with a known duration.
   *
   * @param message what failed
   * @param pause minimum time before the next attempt
   */
  public TransientFailureException(String message, Duration pause) {
    super(message);
    this.pause = requireNonNull(pause, "pause is null");
  }

  /** The shortest pause that makes sense. */
  public Duration pause() {
    return pause;
  }
}
