package ro.wowcinema.pipeline.core.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A connection, the socket below it, and the server's process at its other end.
 *
 * @param backend the server's process
 * @param openedAt by System.nanoTime()
 */
record WatchedConnection(
    Connection connection, WatchedSocket socket, Backend backend, long openedAt) {
  /**
   * A process of the server that serves one connection. Process ids are used again, so the time
   * counts too.
   *
   * @param startedAt seconds since 1970, as the server writes them
   */
  record Backend(int pid, String startedAt) {}

  /**
   * Opens a connection; every answer must come in time, until it is open.
   *
   * @throws SQLException where the server does not answer in time or refuses the login
   */
  static WatchedConnection open(ConnectionInfo info, ConnectionLimits limits) throws SQLException {
    AtomicReference<WatchedSocket> socket = new AtomicReference<>();
    String ticket = WatchedSocketFactory.order(socket);
    try {
      Properties properties = limits.properties(info);
      properties.setProperty("socketFactory", WatchedSocketFactory.class.getName());
      properties.setProperty("socketFactoryArg", ticket);
      Connection connection = new Driver().connect(info.url(), properties);
      try {
        Backend backend = backend(connection);
        connection.setNetworkTimeout(Runnable::run, millisOfUrl(info));
        return new WatchedConnection(connection, socket.get(), backend, System.nanoTime());
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } finally {
      WatchedSocketFactory.forget(ticket);
    }
  }

  /** When the wait began that takes longer than the limit by now. */
  OptionalLong silentSince(Duration limit) {
    OptionalLong since = socket.waitingSince();
    return since.isPresent() && System.nanoTime() - since.getAsLong() > limit.toNanos()
        ? since
        : OptionalLong.empty();
  }

  /** Ends every wait for the server with an input/output error. */
  void abort() throws SQLException {
    connection.abort(Runnable::run);
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /** A login sees the times of its own sessions, also where the URL has it take a role. */
  private static Backend backend(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE NONE");
      Backend backend;
      try (ResultSet row =
          statement.executeQuery(
              "SELECT pid, extract(epoch FROM backend_start)::text FROM pg_stat_activity WHERE pid = pg_backend_pid()")) {
        row.next();
        backend = new Backend(row.getInt(1), row.getString(2));
      }
      statement.execute("RESET ROLE");
      return backend;
    }
  }

  /** An operator may have set a time limit in the URL; by default there is no limit. */
  private static int millisOfUrl(ConnectionInfo info) throws SQLException {
    Properties properties = Driver.parseURL(info.url(), new Properties());
    return 1000 * PGProperty.SOCKET_TIMEOUT.getInt(properties);
  }
}
