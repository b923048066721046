package ro.wowcinema.pipeline.core.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;
import ro.wowcinema.pipeline.core.db.WatchedConnection.Backend;

/** A new connection that asks the server what others are doing, and does not wait for long. */
final class ServerProbe implements AutoCloseable {
  /** A process that waits for its client is idle, or its client does not read what it sends. */
  private static final String AT_WORK =
      """
      SELECT pid, extract(epoch FROM backend_start)::text FROM pg_stat_activity
      WHERE pid = ANY (?)
        AND (wait_event IS NULL OR wait_event NOT IN ('ClientRead', 'ClientWrite'))
      """;

  /** Waits until the process has ended: what it had not committed will not be. */
  private static final String TERMINATE =
      """
      SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
      WHERE pid = ? AND extract(epoch FROM backend_start)::text = ?
      """;

  private final Connection connection;

  private ServerProbe(Connection connection) {
    this.connection = connection;
  }

  static ServerProbe connect(ConnectionInfo info, ConnectionLimits limits) throws SQLException {
    Connection connection = new Driver().connect(info.url(), limits.properties(info));
    try (Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) limits.answer().toMillis());
      statement.execute("SET ROLE NONE");
      return new ServerProbe(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Whether the server answered, though with a refusal: it is there, and cannot be asked. */
  static boolean isRefusal(SQLException failure) {
    return failure instanceof PSQLException answer
        && answer.getServerErrorMessage() != null
        && !String.valueOf(answer.getSQLState()).startsWith("57P");
  }

  /** Which of these processes work, or wait for something other than their client. */
  Set<Backend> atWork(Collection<Backend> backends) throws SQLException {
    Object[] pids = backends.stream().map(Backend::pid).toArray();
    Set<Backend> atWork = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(AT_WORK)) {
      statement.setArray(1, connection.createArrayOf("int4", pids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          atWork.add(new Backend(row.getInt(1), row.getString(2)));
        }
      }
    }
    return atWork;
  }

  /** Ends a process, which frees its locks and rolls back what it had not committed. */
  void terminate(Backend backend) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TERMINATE)) {
      statement.setInt(1, backend.pid());
      statement.setString(2, backend.startedAt());
      statement.execute();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
