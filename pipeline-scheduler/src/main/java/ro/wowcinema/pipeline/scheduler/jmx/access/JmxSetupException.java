package ro.wowcinema.pipeline.scheduler.jmx.access;

/** JMX cannot start as it is set up. The message names the file or address and what to do. */
public final class JmxSetupException extends RuntimeException {
  JmxSetupException(String message) {
    super(message);
  }

  public JmxSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
