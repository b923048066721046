package ro.wowcinema.pipeline.scheduler.jmx.bean;

/** The daemon does not do what it was asked. The message is its sentence that says why. */
public final class RefusedException extends RuntimeException {
  public RefusedException(String message) {
    super(message);
  }
}
