package ro.wowcinema.pipeline.core.operations;

/** The operation was refused; the message is a sentence that explains why. */
public final class OperationRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OperationRefusedException(String sentence) {
    super(sentence);
  }
}
