package ro.wowcinema.pipeline.jobs.download.http;

/** A file cannot be downloaded, and trying again would not help; the message names its URL. */
public final class DownloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DownloadException(String message) {
    super(message);
  }

  public DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
