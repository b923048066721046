package ro.wowcinema.pipeline.core.ledger;

import static ro.wowcinema.warehouse.ops.Tables.TASK_ATTEMPT;

import org.jooq.Condition;

/** An attempt's place in the ledger. */
public record AttemptId(long taskRunId, int number) {
  Condition isThis() {
    return TASK_ATTEMPT.TASK_RUN_ID.eq(taskRunId).and(TASK_ATTEMPT.ATTEMPT.eq(number));
  }
}
