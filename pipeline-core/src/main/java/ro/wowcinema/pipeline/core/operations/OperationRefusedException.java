package ro.wowcinema.pipeline.core.operations;

/** What was asked for is not done; the message is a sentence that says why. */
public final class OperationRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OperationRefusedException(String sentence) {
    super(sentence);
  }
}
