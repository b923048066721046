package ro.wowcinema.pipeline.core.ledger;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import org.jooq.DSLContext;

/**
 * The sessions in which attempts hold their transactions. They carry the lease's name, so that
 * whoever buries a process can end them: the server goes on with a dead client's statement to its
 * end, and keeps the locks of one that is stopped for ever, and the next owner would wait for both.
 */
public final class AttemptSessions {
  private AttemptSessions() {}

  /**
   * For as long as the transaction takes; a job may do other things meanwhile than talk to it. SET
   * is no query, before which alone a job may choose how its transaction is isolated.
   */
  public static void name(DSLContext tx, Lease lease) {
    tx.execute(
        "SET LOCAL application_name = {0}; SET LOCAL idle_in_transaction_session_timeout = 0",
        inline(nameOf(lease)));
  }

  /**
   * Those of other users cannot be told, and need not be. The login's own are his to end, not the
   * role's that he is in.
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
