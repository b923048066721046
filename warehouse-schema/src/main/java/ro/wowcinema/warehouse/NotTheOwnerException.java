package ro.wowcinema.warehouse;

/** A login that may not migrate was to; the message says who may. */
public final class NotTheOwnerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTheOwnerException(String message) {
    super(message);
  }
}
