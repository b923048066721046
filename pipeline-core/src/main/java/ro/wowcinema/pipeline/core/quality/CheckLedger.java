package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.CHECK_RESULT;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Table;

/** {@code ops.check_result}, as seen from one transaction. */
public final class CheckLedger {
  private final DSLContext dsl;

  public CheckLedger(DSLContext dsl) {
    this.dsl = requireNonNull(dsl, "dsl is null");
  }

  /** Adds what the checks of an attempt found. */
  public void append(long taskRunId, int attempt, List<CheckResult> results, Instant at) {
    for (CheckResult result : results) {
      dsl.insertInto(CHECK_RESULT)
          .set(CHECK_RESULT.TASK_RUN_ID, taskRunId)
          .set(CHECK_RESULT.ATTEMPT, attempt)
          .set(CHECK_RESULT.TARGET, result.check().targetName())
          .set(CHECK_RESULT.CHECK_NAME, result.check().name())
          .set(CHECK_RESULT.KIND, result.check().kind().code())
          .set(CHECK_RESULT.OUTCOME, result.outcome().code())
          .set(CHECK_RESULT.CHECKED_ROWS, result.checkedRows().orElse(null))
          .set(CHECK_RESULT.OFFENDING_ROWS, result.offendingRows().orElse(null))
          .set(CHECK_RESULT.MEASURED, result.measured().orElse(null))
          .set(CHECK_RESULT.DETAIL, result.detail())
          .set(CHECK_RESULT.SAMPLES, result.samples().map(JSONB::valueOf).orElse(null))
          .set(CHECK_RESULT.CHECKED_AT, at)
          .execute();
    }
  }

  /**
   * The check's last measurement on each of the latest dates before this one whose run succeeded;
   * other runs may have seen half a day.
   */
  List<Double> earlier(Check check, CheckedTask task, int dates) {
    Table<?> measured =
        dsl.select(DAG_RUN.LOGICAL_DATE, CHECK_RESULT.MEASURED)
            .distinctOn(DAG_RUN.LOGICAL_DATE)
            .from(CHECK_RESULT)
            .join(TASK_RUN)
            .on(TASK_RUN.TASK_RUN_ID.eq(CHECK_RESULT.TASK_RUN_ID))
            .join(DAG_RUN)
            .on(DAG_RUN.RUN_ID.eq(TASK_RUN.RUN_ID))
            .where(CHECK_RESULT.TARGET.eq(check.targetName()))
            .and(CHECK_RESULT.CHECK_NAME.eq(check.name()))
            .and(CHECK_RESULT.MEASURED.isNotNull())
            .and(TASK_RUN.TASK.eq(task.task()))
            .and(DAG_RUN.DAG.eq(task.dag()))
            .and(DAG_RUN.STATE.eq("success"))
            .and(DAG_RUN.LOGICAL_DATE.lt(task.logicalDate()))
            .orderBy(DAG_RUN.LOGICAL_DATE.desc(), CHECK_RESULT.CHECK_RESULT_ID.desc())
            .limit(dates)
            .asTable("measured");
    return dsl.select(measured.field(CHECK_RESULT.MEASURED))
        .from(measured)
        .fetch(row -> row.get(0, BigDecimal.class).doubleValue());
  }
}
