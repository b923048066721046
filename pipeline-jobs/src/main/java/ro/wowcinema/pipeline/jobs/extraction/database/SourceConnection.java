package ro.wowcinema.pipeline.jobs.extraction.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/** Opens connections that can only read, one state of the data, and for no longer than they may. */
final class SourceConnection {
  static final Duration STATEMENT_LIMIT = Duration.ofMinutes(15);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration LOGIN_LIMIT = Duration.ofSeconds(30);

  /**
   * The server's own limit is shorter and has a message; this one is for a network without an
   * answer.
   */
  private static final Duration SOCKET_LIMIT = STATEMENT_LIMIT.plusMinutes(1);

  private SourceConnection() {}

  /** In a REPEATABLE READ, READ ONLY transaction, which ends when the connection is closed. */
  static Connection open(ConnectionInfo source) throws SQLException {
    Connection connection = DriverManager.getConnection(source.url(), properties(source));
    try {
      connection.setAutoCommit(false);
      begin(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Properties properties(ConnectionInfo source) {
    Properties properties = new Properties();
    properties.setProperty("user", source.user());
    source.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", "wowcinema-extraction");
    properties.setProperty("connectTimeout", seconds(CONNECT_LIMIT));
    properties.setProperty("loginTimeout", seconds(LOGIN_LIMIT));
    properties.setProperty("socketTimeout", seconds(SOCKET_LIMIT));
    properties.setProperty("tcpKeepAlive", "true");
    // Details of an error quote rows, which are people's data: no message and no log has them.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  /**
   * For the transaction only: behind a pooler, a setting of the session may apply to another
   * client's session, and not to ours.
   */
  private static void begin(Connection connection) throws SQLException {
    long millis = STATEMENT_LIMIT.toMillis();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      statement.execute("SET LOCAL TimeZone = 'UTC'");
      statement.execute("SET LOCAL statement_timeout = " + millis);
      // A transaction that stays open keeps the source's vacuum from its work.
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = " + millis);
    }
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
