package ro.wowcinema.pipeline.scheduler.jmx.client;

/** Nobody answers, or no longer. The message names the address and what to do. */
public final class DaemonUnreachableException extends RuntimeException {
  DaemonUnreachableException(String message) {
    super(message);
  }

  DaemonUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
