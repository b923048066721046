package ro.wowcinema.pipeline.core.db;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.Driver;

/** Answers, before any work begins, whether a server can be used; waits while it is starting. */
public final class ServerCheck {
  static final int OLDEST_SUPPORTED_VERSION = 15;

  /** No server listens, the connection broke on the way, or the server starts up or shuts down. */
  private static final Set<String> MAY_PASS = Set.of("08001", "08006", "57P03", "57P01");

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ConnectionInfo info;
  private final ConnectionLimits limits;

  public ServerCheck(ConnectionInfo info, ConnectionLimits limits) {
    this.info = requireNonNull(info, "info is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * Returns once the server has answered and is new enough.
   *
   * @param patience how long to keep trying while there is no answer or the server is starting
   * @throws DatabaseUnavailableException when it does not answer, refuses this user, is too old, or
   *     is behind a pooler that shares its sessions
   */
  public void awaitUsable(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        check();
        return;
      } catch (SQLException e) {
        if (!MAY_PASS.contains(String.valueOf(e.getSQLState())) || System.nanoTime() > deadline) {
          throw new DatabaseUnavailableException(explanation(e), e);
        }
      }
      pause();
    }
  }

  private void check() throws SQLException {
    try (Connection connection = connect()) {
      requireSupported(version(connection));
      try (Connection other = connect()) {
        requireOwnSessions(PoolerCheck.sharesSessions(connection, other));
      }
    }
  }

  private Connection connect() throws SQLException {
    return new Driver().connect(info.url(), limits.properties(info));
  }

  /** The server's version as PostgreSQL counts, such as 150004 for 15.4. */
  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version_num")) {
      row.next();
      return row.getInt(1);
    }
  }

  void requireOwnSessions(boolean sharesSessions) {
    if (sharesSessions) {
      throw new DatabaseUnavailableException(
          "%s is behind a connection pooler that shares sessions between transactions, and the pipeline needs sessions of its own. Set the pooler to session mode (PgBouncer: pool_mode = session), or connect to the server itself"
              .formatted(info));
    }
  }

  void requireSupported(int version) {
    if (version / 10_000 < OLDEST_SUPPORTED_VERSION) {
      throw new DatabaseUnavailableException(
          "%s is PostgreSQL %d; this needs PostgreSQL %d or newer"
              .formatted(info, version / 10_000, OLDEST_SUPPORTED_VERSION));
    }
  }

  private String explanation(SQLException e) {
    String reason = "Cannot use the database %s: %s. ".formatted(info, e.getMessage());
    return switch (String.valueOf(e.getSQLState())) {
      case "28P01", "28000" -> reason + "Check the user and the password.";
      case "3D000" -> reason + "Create that database, or name another in the URL.";
      case "08001", "08006" ->
          reason + "Check that the server runs and that host and port are right.";
      default -> reason + "Check the server and its log.";
    };
  }

  private void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new DatabaseUnavailableException("Interrupted while waiting for " + info);
    }
  }
}
