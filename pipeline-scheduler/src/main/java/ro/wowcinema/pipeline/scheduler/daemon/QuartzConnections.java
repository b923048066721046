package ro.wowcinema.pipeline.scheduler.daemon;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/**
 * Provides Quartz with connections of our pool, which its creator closes.
 *
 * @param dataSource the pool
 */
record QuartzConnections(DataSource dataSource) implements ConnectionProvider {
  @Override
  public Connection getConnection() throws SQLException {
    return dataSource.getConnection();
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
