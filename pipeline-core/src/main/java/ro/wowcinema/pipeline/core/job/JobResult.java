package ro.wowcinema.pipeline.core.job;

import static java.util.Objects.requireNonNull;

/** The result of a job. */
public record JobResult(long rowsRead, long rowsWritten, String message, boolean isSkipped) {
  public JobResult {
    requireNonNull(message, "message is null");
  }

  public static JobResult of(long rowsRead, long rowsWritten) {
    return new JobResult(rowsRead, rowsWritten, "", false);
  }

  public static JobResult skipped(String message) {
    return new JobResult(0, 0, message, true);
  }

  public JobResult withMessage(String text) {
    return new JobResult(rowsRead, rowsWritten, text, isSkipped);
  }

  /** The same, with more to say. */
  public JobResult withAdditionalMessage(String text) {
    return withMessage(message.isEmpty() ? text : message + "; " + text);
  }
}
