package ro.wowcinema.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Lets one process migrate at a time. It is a lock of Flyway's own table, which only the schema's
 * owner and the login that created the table may lock, held in a transaction of its own. That
 * transaction is idle and has no snapshot, so that CREATE INDEX CONCURRENTLY does not wait for it.
 */
final class MigrationLock implements AutoCloseable {
  private static final String TABLE = Migrations.HISTORY_SCHEMA + ".flyway_schema_history";

  private final Connection connection;

  private MigrationLock(Connection connection) {
    this.connection = connection;
  }

  /**
   * Waits until no other process migrates.
   *
   * @param asOwner whether the lock is for the role that owns the schema to take
   * @throws LockTimeoutException after the patience; the message names the other process
   */
  static MigrationLock take(DataSource database, boolean asOwner, Duration patience) {
    try {
      Connection connection = database.getConnection();
      try {
        lock(connection, asOwner, patience);
        return new MigrationLock(connection);
      } catch (RuntimeException | SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot lock " + TABLE + ": " + e.getMessage(), e);
    }
  }

  private static void lock(Connection connection, boolean asOwner, Duration patience)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      if (asOwner) {
        statement.execute("SET LOCAL ROLE " + SchemaOwner.ROLE);
      }
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
      statement.execute("SET LOCAL lock_timeout = " + patience.toMillis());
      // Readers and Flyway's own inserts continue.
      statement.execute("LOCK TABLE " + TABLE + " IN SHARE UPDATE EXCLUSIVE MODE");
    } catch (SQLException e) {
      connection.rollback();
      if (LockHolders.isLockTimeout(e)) {
        throw LockHolders.explain("The migration", connection, List.of(TABLE), e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot unlock " + TABLE + ": " + e.getMessage(), e);
    }
  }
}
