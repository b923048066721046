package ro.wowcinema.pipeline.core.ledger;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import org.jooq.DSLContext;

/**
 * The sessions in which attempts hold their transactions. They carry the lease's name, so that the
 * process that expires a lease can end them: the server would otherwise finish the statement of a
 * dead client, and keep the locks of a stopped one indefinitely, and the next owner would wait for
 * both.
 */
public final class AttemptSessions {
  private AttemptSessions() {}

  /**
   * For the duration of the transaction; a job may do other things during it. SET is not a query: a
   * job may still choose the isolation level after it.
   */
  public static void name(DSLContext tx, Lease lease) {
    tx.execute(
        "SET LOCAL application_name = {0}; SET LOCAL idle_in_transaction_session_timeout = 0",
        inline(nameOf(lease)));
  }

  /**
   * The sessions of other users are not visible, and need not be. A login may end its own sessions,
   * but not those of the role that it has set.
   */
  static void end(DSLContext tx, Lease lease) {
    Object role = tx.fetchValue("SELECT current_setting('role')");
    tx.execute("SET LOCAL ROLE NONE");
    tx.execute(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = session_user AND application_name = {0}
        """,
        val(nameOf(lease)));
    tx.execute("SELECT set_config('role', {0}, true)", val(role));
  }

  private static String nameOf(Lease lease) {
    return "wowcinema-pipeline run %d lease %d".formatted(lease.runId(), lease.epoch());
  }
}
