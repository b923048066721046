package ro.wowcinema.pipeline.jobs.extraction.database;

/** The source cannot be extracted as it is; the message says what is wrong and what to do. */
public final class ExtractionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExtractionException(String message) {
    super(message);
  }
}
