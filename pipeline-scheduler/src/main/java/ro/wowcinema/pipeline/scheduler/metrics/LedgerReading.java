package ro.wowcinema.pipeline.scheduler.metrics;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.warehouse.ops.Tables.ALERT_DELIVERY;
import static ro.wowcinema.warehouse.ops.Tables.CHECK_RESULT;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.DAG_SCHEDULE;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;
import static ro.wowcinema.warehouse.ops.Tables.TASK_ATTEMPT;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.load.staging.SourceFileState;
import ro.wowcinema.warehouse.ops.tables.DagRun;

/**
 * What the ledger says at one moment, the same on every node.
 *
 * @param readAt when it was read
 * @param clusterMembers nodes that check in
 * @param undeliveredAlerts messages of alerts that wait for a channel
 * @param dags each DAG that has a schedule, by name
 */
record LedgerReading(
    Instant readAt, int clusterMembers, int undeliveredAlerts, Map<String, DagReading> dags) {
  /** A statement that takes longer than this is cancelled on the server. */
  private static final int LIMIT_SECONDS = 5;

  /** Quartz's nodes check in every few seconds; one that died is removed by another. */
  private static final long CHECKED_IN_WITHIN_MILLIS = 60_000;

  LedgerReading {
    dags = Map.copyOf(dags);
  }

  /**
   * One DAG.
   *
   * @param nextDate the next date of its schedule
   * @param isPaused whether no date becomes due
   * @param lastSuccessAt when a run last succeeded
   * @param oldestUnfinished the oldest requested date that is not done
   * @param newestLoaded the newest date that succeeded
   * @param failedRuns dates that failed and have not been requested again
   * @param readRecords records in the files of the newest loaded date
   * @param rejectedRecords those of them that were refused
   * @param checkWarnings checks that warned in the newest loaded date
   */
  record DagReading(
      LocalDate nextDate,
      boolean isPaused,
      Optional<Instant> lastSuccessAt,
      Optional<LocalDate> oldestUnfinished,
      Optional<LocalDate> newestLoaded,
      int failedRuns,
      long readRecords,
      long rejectedRecords,
      int checkWarnings) {}

  /** Reads all of it by one statement. */
  static LedgerReading read(DSLContext dsl, Instant now) {
    Runs runs = new Runs();
    DagRun newest = DAG_RUN.as("newest");
    Files files = new Files(newest);
    Field<Integer> warnings = warnings(newest);
    Field<Integer> members = members();
    Field<Integer> undelivered =
        field(selectCount().from(ALERT_DELIVERY).where(ALERT_DELIVERY.NEXT_ATTEMPT_AT.isNotNull()));
    var rows =
        dsl.select(DAG_SCHEDULE.DAG, DAG_SCHEDULE.NEXT_DATE, DAG_SCHEDULE.IS_PAUSED)
            .select(runs.table.fields())
            .select(files.table.fields())
            .select(warnings, members, undelivered)
            .from(DAG_SCHEDULE)
            .crossJoin(lateral(runs.table))
            .leftJoin(newest)
            .on(newest.DAG.eq(DAG_SCHEDULE.DAG))
            .and(newest.LOGICAL_DATE.eq(runs.of(runs.newestLoaded)))
            .crossJoin(lateral(files.table))
            .queryTimeout(LIMIT_SECONDS)
            .fetch();
    return new LedgerReading(
        now,
        rows.isEmpty() ? 0 : rows.get(0).get(members),
        rows.isEmpty() ? 0 : rows.get(0).get(undelivered),
        rows.intoMap(
            DAG_SCHEDULE.DAG,
            (Record row) ->
                new DagReading(
                    row.get(DAG_SCHEDULE.NEXT_DATE),
                    row.get(DAG_SCHEDULE.IS_PAUSED),
                    Optional.ofNullable(row.get(runs.of(runs.lastSuccess))),
                    Optional.ofNullable(row.get(runs.of(runs.oldestUnfinished))),
                    Optional.ofNullable(row.get(runs.of(runs.newestLoaded))),
                    row.get(runs.of(runs.failed)),
                    row.get(files.of(files.read)).longValue(),
                    row.get(files.of(files.rejected)).longValue(),
                    row.get(warnings))));
  }

  /** What a DAG's runs say, each of them looked at once. */
  private static final class Runs {
    final Field<Instant> lastSuccess =
        max(DAG_RUN.FINISHED_AT).filterWhere(isIn(RunState.SUCCESS)).as("last_success");
    final Field<LocalDate> newestLoaded =
        max(DAG_RUN.LOGICAL_DATE).filterWhere(isIn(RunState.SUCCESS)).as("newest_loaded");
    final Field<LocalDate> oldestUnfinished =
        min(DAG_RUN.LOGICAL_DATE)
            .filterWhere(DAG_RUN.REQUESTED_AT.isNotNull())
            .as("oldest_unfinished");
    final Field<Integer> failed =
        count()
            .filterWhere(isIn(RunState.FAILED).and(DAG_RUN.REQUESTED_AT.isNull()))
            .as("failed_runs");
    final Table<?> table =
        select(lastSuccess, newestLoaded, oldestUnfinished, failed)
            .from(DAG_RUN)
            .where(DAG_RUN.DAG.eq(DAG_SCHEDULE.DAG))
            .asTable("runs");

    <T> Field<T> of(Field<T> column) {
      return table.field(column);
    }

    private static Condition isIn(RunState state) {
      return DAG_RUN.STATE.eq(state.code());
    }
  }

  /** What the files of a run held; not those that later versions took the place of. */
  private static final class Files {
    final Field<BigDecimal> read =
        coalesce(sum(SOURCE_FILE.LINES_READ), inline(BigDecimal.ZERO)).as("read_records");
    final Field<BigDecimal> rejected =
        coalesce(sum(SOURCE_FILE.REJECTED), inline(BigDecimal.ZERO)).as("rejected_records");
    final Table<?> table;

    Files(DagRun run) {
      table =
          select(read, rejected)
              .from(SOURCE_FILE)
              .where(SOURCE_FILE.RUN_ID.eq(run.RUN_ID))
              .and(
                  SOURCE_FILE.STATE.in(
                      SourceFileState.STAGED.code(), SourceFileState.CLEANSED.code()))
              .asTable("files");
    }

    <T> Field<T> of(Field<T> column) {
      return table.field(column);
    }
  }

  /**
   * Of each task's latest attempt: what an earlier one warned of has been rolled back or redone.
   */
  private static Field<Integer> warnings(DagRun run) {
    return field(
            selectCount()
                .from(TASK_RUN)
                .join(CHECK_RESULT)
                .on(CHECK_RESULT.TASK_RUN_ID.eq(TASK_RUN.TASK_RUN_ID))
                .where(TASK_RUN.RUN_ID.eq(run.RUN_ID))
                .and(CHECK_RESULT.OUTCOME.eq("warned"))
                .and(
                    CHECK_RESULT.ATTEMPT.eq(
                        select(max(TASK_ATTEMPT.ATTEMPT))
                            .from(TASK_ATTEMPT)
                            .where(TASK_ATTEMPT.TASK_RUN_ID.eq(TASK_RUN.TASK_RUN_ID)))))
        .as("check_warnings");
  }

  private static Field<Integer> members() {
    Name state = name("quartz", "qrtz_scheduler_state");
    Field<Long> checkedIn = field(name("last_checkin_time"), SQLDataType.BIGINT);
    return field(
            selectCount()
                .from(table(state))
                .where(
                    checkedIn.gt(
                        select(max(checkedIn).minus(CHECKED_IN_WITHIN_MILLIS)).from(table(state)))))
        .as("cluster_members");
  }
}
