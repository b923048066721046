package ro.wowcinema.pipeline.jobs.extraction;

/** The source cannot be extracted as it is; the message says what is wrong and what to do. */
final class ExtractionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExtractionException(String message) {
    super(message);
  }
}
