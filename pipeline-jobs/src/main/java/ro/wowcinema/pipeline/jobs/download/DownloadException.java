package ro.wowcinema.pipeline.jobs.download;

/** A file cannot be downloaded, and trying again would not help; the message names its URL. */
final class DownloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DownloadException(String message) {
    super(message);
  }

  DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
