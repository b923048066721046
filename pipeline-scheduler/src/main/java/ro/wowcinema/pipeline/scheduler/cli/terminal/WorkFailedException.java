package ro.wowcinema.pipeline.scheduler.cli.terminal;

/** What was requested could not be done; the message says why and what to do. */
public final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkFailedException(String message) {
    super(message);
  }
}
