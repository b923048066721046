package ro.wowcinema.pipeline.core.dag;

/** A DAG, or a query on one, is invalid; the message says why. */
public final class InvalidDagException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidDagException(String message) {
    super(message);
  }
}
