package ro.wowcinema.pipeline.scheduler.cli;

/** What was asked for could not be done; the message says why and what to do. */
final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkFailedException(String message) {
    super(message);
  }
}
