package ro.wowcinema.pipeline.core.load.format;

import java.nio.file.Path;

/** A file cannot be loaded at all; nothing of it is kept. */
public final class BadFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Messages go to alerts, and to people who have a phone in their hands. */
  private static final int LONGEST_REASON = 2_000;

  /**
   * A file and what is wrong with it. No message repeats the file's content: it contains only names
   * that the contract knows, counts and positions.
   *
   * @param line physical line that is wrong, from 1; 0 where no line is to blame
   * @param reason what is wrong and what to do
   */
  public BadFileException(Path path, long line, String reason) {
    super(
        line > 0
            ? "%s, line %d: %s".formatted(path, line, bounded(reason))
            : "%s: %s".formatted(path, bounded(reason)));
  }

  private static String bounded(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }

  public BadFileException(Path path, long line, String reason, Throwable cause) {
    this(path, line, reason);
    initCause(cause);
  }
}
