package ro.wowcinema.pipeline.scheduler.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.db.Database;

/** A table with a lock: tasks that need it stay in the middle of work until it is released. */
public final class HeldTable implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Connection connection;
  private final DSLContext dsl;
  private final String table;

  private HeldTable(Connection connection, DSLContext dsl, String table) {
    this.connection = connection;
    this.dsl = dsl;
    this.table = table;
  }

  public static HeldTable of(Database database, String table) throws SQLException {
    Connection connection = database.dataSource().getConnection();
    connection.setAutoCommit(false);
    connection.createStatement().execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    return new HeldTable(connection, database.dsl(), table);
  }

  /** Returns once a session waits for the lock. */
  public void awaitHeldUp() {
    await().atMost(PATIENCE).until(this::isSomebodyHeldUp);
  }

  public boolean isSomebodyHeldUp() {
    return (boolean)
        dsl.fetchValue(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = ?::regclass AND NOT granted)",
            table);
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
