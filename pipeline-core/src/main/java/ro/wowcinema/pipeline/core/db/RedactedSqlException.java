package ro.wowcinema.pipeline.core.db;

import java.sql.SQLException;

/** A database's failure in words of our own, which hold none of the values that it quotes. */
public final class RedactedSqlException extends SQLException {
  private static final long serialVersionUID = 1L;

  /**
   * Explains a failure; its SQLSTATE stays.
   *
   * @param message for people; of the server's words {@link ServerMessage#of} at most
   */
  public RedactedSqlException(String message, SQLException failure) {
    super(message, failure.getSQLState(), failure);
  }
}
