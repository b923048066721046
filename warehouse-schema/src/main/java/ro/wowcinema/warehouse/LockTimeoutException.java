package ro.wowcinema.warehouse;

/**
 * Another session held a lock for longer than this one waits. The message names that session and
 * how to end it; the cause is the server's refusal, and trying again later may succeed.
 */
public final class LockTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LockTimeoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
