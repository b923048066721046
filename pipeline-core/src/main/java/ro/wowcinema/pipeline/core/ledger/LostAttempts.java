package ro.wowcinema.pipeline.core.ledger;

import static ro.wowcinema.warehouse.ops.Tables.TASK_ATTEMPT;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * What a process that died left unfinished: no process works on it, so the ledger must not show it
 * as running.
 */
final class LostAttempts {
  private LostAttempts() {}

  /** The run's attempts under way are lost, and their tasks failed. */
  static void record(DSLContext tx, long runId, Instant now) {
    tx.update(TASK_ATTEMPT)
        .set(TASK_ATTEMPT.STATE, AttemptState.LOST.code())
        .set(TASK_ATTEMPT.FINISHED_AT, now)
        .where(TASK_ATTEMPT.STATE.eq(AttemptState.RUNNING.code()))
        .and(
            TASK_ATTEMPT.TASK_RUN_ID.in(
                DSL.select(TASK_RUN.TASK_RUN_ID).from(TASK_RUN).where(TASK_RUN.RUN_ID.eq(runId))))
        .execute();
    tx.update(TASK_RUN)
        .set(TASK_RUN.STATE, TaskState.FAILED.code())
        .set(TASK_RUN.FINISHED_AT, now)
        .where(TASK_RUN.RUN_ID.eq(runId))
        .and(TASK_RUN.STATE.in(TaskState.RUNNING.code(), TaskState.UP_FOR_RETRY.code()))
        .execute();
  }
}
