package ro.wowcinema.pipeline.core.db;

import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import ro.wowcinema.warehouse.LockHolders;

/**
 * Locks of tables that last until a transaction ends. Advisory locks are no substitute: every login
 * of the database can hold those.
 */
public final class TableLocks {
  private TableLocks() {}

  /**
   * Locks tables, and limits how long the rest of the transaction waits for any other lock.
   *
   * @param what needs the locks, as the beginning of a sentence
   * @param tables with their schemas
   * @param mode PostgreSQL's name of it
   * @throws ro.wowcinema.warehouse.LockTimeoutException after the patience; the message names the
   *     sessions that hold locks of these tables
   */
  public static void take(
      DSLContext transaction, String what, List<String> tables, String mode, Duration patience) {
    transaction.execute("savepoint table_locks");
    transaction.execute("set local lock_timeout = " + patience.toMillis());
    try {
      transaction.execute("lock table %s in %s mode".formatted(String.join(", ", tables), mode));
    } catch (DataAccessException e) {
      transaction.execute("rollback to savepoint table_locks");
      if (LockHolders.isLockTimeout(e)) {
        throw transaction.connectionResult(
            connection -> LockHolders.explain(what, connection, tables, e));
      }
      throw e;
    }
    transaction.execute("release savepoint table_locks");
  }
}
