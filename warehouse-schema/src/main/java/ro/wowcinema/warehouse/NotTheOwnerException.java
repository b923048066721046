package ro.wowcinema.warehouse;

/** The login may not migrate; the message says which login may. */
public final class NotTheOwnerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTheOwnerException(String message) {
    super(message);
  }
}
