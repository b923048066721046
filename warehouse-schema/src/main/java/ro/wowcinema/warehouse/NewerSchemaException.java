package ro.wowcinema.warehouse;

/** A newer version of the program migrated the database; the message says by what it shows. */
public final class NewerSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NewerSchemaException(String message) {
    super(message);
  }
}
