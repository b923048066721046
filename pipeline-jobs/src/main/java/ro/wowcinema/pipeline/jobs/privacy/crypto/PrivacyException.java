package ro.wowcinema.pipeline.jobs.privacy.crypto;

/** Something about people's data cannot be done as things are; the message says what to do. */
public class PrivacyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PrivacyException(String message) {
    super(message);
  }

  PrivacyException(String message, Throwable cause) {
    super(message, cause);
  }
}
