package ro.wowcinema.pipeline.core.load;

import java.nio.file.Path;

/** A file cannot be loaded at all; nothing of it is kept. */
public final class BadFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A file, and what is wrong with it.
   *
   * @param line physical line that is wrong, from 1; 0 where no line is to blame
   * @param reason what is wrong and what to do
   */
  public BadFileException(Path path, long line, String reason) {
    super(
        line > 0
            ? "%s, line %d: %s".formatted(path, line, reason)
            : "%s: %s".formatted(path, reason));
  }

  public BadFileException(Path path, long line, String reason, Throwable cause) {
    this(path, line, reason);
    initCause(cause);
  }
}
