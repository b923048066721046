package ro.wowcinema.pipeline.jobs.extraction.database;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.RedactedSqlException;
import ro.wowcinema.pipeline.core.db.ServerMessage;

/**
 * Explains which database refused and what to do. The SQL state is kept: the runner decides by it
 * whether to retry.
 */
public final class SourceErrors {
  private final ConnectionInfo source;

  public SourceErrors(ConnectionInfo source) {
    this.source = requireNonNull(source, "source is null");
  }

  /**
   * The same failure, explained.
   *
   * @param action what could not be done: {@code read users of}
   */
  public SQLException explain(String action, SQLException failure) {
    return new RedactedSqlException(
        "Cannot %s the platform's database %s: %s. %s"
            .formatted(action, source, ServerMessage.of(failure), advice(failure)),
        failure);
  }

  private static String advice(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return switch (state) {
      case "28P01", "28000" -> "Check platform.user and platform.password.";
      case "3D000" -> "Check the database's name in platform.url.";
      case "42501" -> "The user needs USAGE on the schema and SELECT on its tables.";
      case "57014" ->
          "A statement may take %s there; an index on updated_at makes it faster."
              .formatted(SourceConnection.STATEMENT_LIMIT);
      default ->
          state.startsWith("08")
              ? "Check that the server runs and that platform.url is right."
              : "Check that server and its log.";
    };
  }
}
