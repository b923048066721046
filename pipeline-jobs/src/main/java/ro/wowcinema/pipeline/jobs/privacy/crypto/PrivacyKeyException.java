package ro.wowcinema.pipeline.jobs.privacy.crypto;

/** The configured file does not contain the database's privacy key; the message says what to do. */
public final class PrivacyKeyException extends PrivacyException {
  private static final long serialVersionUID = 1L;

  PrivacyKeyException(String message) {
    super(message);
  }

  PrivacyKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
