package ro.wowcinema.pipeline.core.ledger;

/** A run cannot start because another process is running one of the same DAG. */
public final class RunHeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunHeldException(String message) {
    super(message);
  }
}
