package ro.wowcinema.pipeline.core.run;

import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Lets nobody commit whose lease was taken: the last thing that a transaction does is to look at
 * its run's row FOR SHARE, which waits for whoever is just taking the lease, and makes the next one
 * wait until the transaction has ended.
 */
final class Fence {
  private Fence() {}

  /** Does work in a transaction that commits only if the lease still holds. */
  static void transaction(DSLContext dsl, Lease lease, Consumer<DSLContext> work) {
    dsl.transaction(
        configuration -> {
          DSLContext tx = configuration.dsl();
          work.accept(tx);
          tx.selectOne()
              .from(DAG_RUN)
              .where(holds(lease))
              .forShare()
              .fetchOptional()
              .orElseThrow(() -> new LeaseLostException(lease));
        });
  }

  /** The run's row where the lease holds; to be selected FOR SHARE. */
  static Condition holds(Lease lease) {
    return DAG_RUN.RUN_ID.eq(lease.runId()).and(DAG_RUN.EPOCH.eq(lease.epoch()));
  }
}
