package ro.wowcinema.pipeline.jobs.privacy.crypto;

/** An action on personal data is not possible; the message says what to do. */
public class PrivacyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PrivacyException(String message) {
    super(message);
  }

  PrivacyException(String message, Throwable cause) {
    super(message, cause);
  }
}
