package ro.wowcinema.pipeline.scheduler.daemon;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/**
 * Gives Quartz connections of our pool, which is closed by whoever opened it.
 *
 * @param dataSource the pool
 */
record QuartzConnections(DataSource dataSource) implements ConnectionProvider {
  /** Quartz's transactions take milliseconds. */
  private static final int IDLE_LIMIT_MILLIS = 10_000;

  /**
   * A node that is stopped while it holds Quartz's lock would stop the whole cluster, so that the
   * server ends its session. The limit stays with the connection: the pool's other users do not let
   * their transactions idle, but for attempts, which lift it.
   */
  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = dataSource.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET idle_in_transaction_session_timeout = " + IDLE_LIMIT_MILLIS);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void shutdown() {
    // Not ours.
  }

  @Override
  public void initialize() {
    // Is open.
  }
}
