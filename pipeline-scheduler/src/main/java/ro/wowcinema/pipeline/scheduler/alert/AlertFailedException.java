package ro.wowcinema.pipeline.scheduler.alert;

/** A channel did not take an alert. The message names the channel's host, and has no secret. */
public final class AlertFailedException extends Exception {
  public AlertFailedException(String message) {
    super(message);
  }

  AlertFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
