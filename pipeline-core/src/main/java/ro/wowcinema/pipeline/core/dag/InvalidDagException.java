package ro.wowcinema.pipeline.core.dag;

/** A DAG, or a question put to one, makes no sense; the message says why. */
public final class InvalidDagException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidDagException(String message) {
    super(message);
  }
}
