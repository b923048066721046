package ro.wowcinema.pipeline.core.db;

/**
 * The database cannot be reached, started or used at all. The message names it and what an operator
 * can do; trying the same job again without that does not help.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  public DatabaseUnavailableException(String message) {
    super(message);
  }

  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
