package ro.wowcinema.pipeline.core.ledger;

import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;

/**
 * Prevents a commit by a process that has lost its lease: the last statement of each transaction
 * reads its run's row FOR SHARE, which waits for a process that is just taking the lease, and makes
 * the next one wait until the transaction has ended.
 */
final class LeaseFence {
  private LeaseFence() {}

  /** Does work in a transaction that commits only if the lease still holds. */
  static void transaction(DSLContext dsl, Lease lease, Consumer<DSLContext> work) {
    dsl.transaction(
        configuration -> {
          DSLContext tx = configuration.dsl();
          work.accept(tx);
          requireHeld(tx.selectOne().from(DAG_RUN).where(holds(lease)).forShare(), lease);
        });
  }

  /**
   * Fails where a look at the run's row finds that the lease no longer holds.
   *
   * @param look selects the row FOR SHARE
   */
  static void requireHeld(ResultQuery<?> look, Lease lease) {
    if (look.fetchOptional().isEmpty()) {
      throw new LeaseLostException(lease);
    }
  }

  /** The run's row where the lease holds; to be selected FOR SHARE. */
  static Condition holds(Lease lease) {
    return DAG_RUN.RUN_ID.eq(lease.runId()).and(DAG_RUN.EPOCH.eq(lease.epoch()));
  }
}
