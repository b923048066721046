package ro.wowcinema.pipeline.core.operations;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.select;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.TASK_ATTEMPT;
import static ro.wowcinema.warehouse.ops.Tables.TASK_LOG;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.schedule.WaitReasons;

/** Operators' views of a DAG's runs. */
public final class RunViews {
  /** The state shown for a run that is requested and cannot start because something is missing. */
  static final String WAITING = "waiting";

  private static final List<String> DONE =
      List.of(TaskState.SUCCESS.code(), TaskState.SKIPPED.code());

  private final OperatedDag dag;
  private final DSLContext dsl;

  public RunViews(OperatedDag dag, DSLContext dsl) {
    this.dag = requireNonNull(dag, "dag is null");
    this.dsl = requireNonNull(dsl, "dsl is null");
  }

  /** The latest dates' runs, the latest first. */
  public List<RunRow> runs(int most) {
    Field<String> problem =
        select(min(TASK_ATTEMPT.MESSAGE))
            .from(TASK_ATTEMPT)
            .join(TASK_RUN)
            .on(TASK_RUN.TASK_RUN_ID.eq(TASK_ATTEMPT.TASK_RUN_ID))
            .and(TASK_RUN.ATTEMPTS.eq(TASK_ATTEMPT.ATTEMPT))
            .where(TASK_RUN.RUN_ID.eq(DAG_RUN.RUN_ID))
            .and(TASK_RUN.STATE.eq(TaskState.FAILED.code()))
            .asField();
    var rows =
        dsl.select(
                DAG_RUN.LOGICAL_DATE,
                DAG_RUN.STATE,
                DAG_RUN.RUN_TYPE,
                DAG_RUN.STARTED_AT,
                DAG_RUN.FINISHED_AT,
                tasks(TASK_RUN.STATE.in(DONE)),
                tasks(inline(true).isTrue()),
                problem,
                field(isToStart()))
            .from(DAG_RUN)
            .where(DAG_RUN.DAG.eq(dag.name()))
            .orderBy(DAG_RUN.LOGICAL_DATE.desc())
            .limit(most)
            .fetch();
    WaitReasons waits =
        waits(rows.stream().filter(row -> row.value9()).map(row -> row.value1()).toList());
    return rows.map(
        row -> {
          Optional<String> missing = row.value9() ? waits.of(row.value1()) : Optional.empty();
          return new RunRow(
              dag.name(),
              row.value1(),
              missing.isPresent() ? WAITING : row.value2(),
              row.value3(),
              row.value4(),
              row.value5(),
              row.value6(),
              row.value7(),
              missing.map(what -> "waits for " + what).orElse(row.value8()));
        });
  }

  /** Number of runs that are requested and cannot start because something is missing. */
  public int waitingRuns() {
    List<LocalDate> toStart =
        dsl.select(DAG_RUN.LOGICAL_DATE)
            .from(DAG_RUN)
            .where(DAG_RUN.DAG.eq(dag.name()))
            .and(isToStart())
            .fetch(DAG_RUN.LOGICAL_DATE);
    WaitReasons waits = waits(toStart);
    return (int) toStart.stream().filter(date -> waits.of(date).isPresent()).count();
  }

  private WaitReasons waits(List<LocalDate> dates) {
    return dag.admission().waits(dsl, dates, dag.now());
  }

  private static Condition isToStart() {
    return DAG_RUN.REQUESTED_AT.isNotNull().and(DAG_RUN.STATE.ne(RunState.RUNNING.code()));
  }

  private static Field<Integer> tasks(Condition which) {
    return select(count())
        .from(TASK_RUN)
        .where(TASK_RUN.RUN_ID.eq(DAG_RUN.RUN_ID))
        .and(which)
        .asField();
  }

  /**
   * The tasks of a date's run, in the DAG's order, with the attempts and figures of their current
   * execution; {@link #logs} shows earlier ones too.
   */
  public List<TaskRow> tasks(String date) {
    List<String> order = dag.dag().tasks().stream().map(task -> task.name()).toList();
    Field<Integer> attempts = TASK_RUN.ATTEMPTS.minus(TASK_RUN.EARLIER_ATTEMPTS);
    return dsl
        .select(
            TASK_RUN.TASK,
            TASK_RUN.STATE,
            attempts,
            TASK_RUN.STARTED_AT,
            TASK_RUN.FINISHED_AT,
            TASK_ATTEMPT.ROWS_READ,
            TASK_ATTEMPT.ROWS_WRITTEN,
            TASK_ATTEMPT.MESSAGE)
        .from(TASK_RUN)
        .leftJoin(TASK_ATTEMPT)
        .on(TASK_ATTEMPT.TASK_RUN_ID.eq(TASK_RUN.TASK_RUN_ID))
        .and(TASK_ATTEMPT.ATTEMPT.eq(TASK_RUN.ATTEMPTS))
        .and(attempts.gt(0))
        .where(TASK_RUN.RUN_ID.eq(runId(dag.date(date))))
        .fetch(
            row ->
                new TaskRow(
                    row.value1(),
                    row.value2(),
                    row.value3(),
                    row.value4(),
                    row.value5(),
                    row.value6(),
                    row.value7(),
                    row.value8()))
        .stream()
        .sorted((a, b) -> Integer.compare(order.indexOf(a.task()), order.indexOf(b.task())))
        .toList();
  }

  /** Messages and outcomes of the attempts of a date's run, in order of time. */
  public List<LogRow> logs(String date, String task) {
    Condition isAsked =
        TASK_RUN
            .RUN_ID
            .eq(runId(dag.date(date)))
            .and(task.isBlank() ? inline(true).isTrue() : TASK_RUN.TASK.eq(task));
    Field<Instant> at = coalesce(TASK_ATTEMPT.FINISHED_AT, TASK_ATTEMPT.STARTED_AT);
    return dsl.select(TASK_LOG.LOGGED_AT, TASK_RUN.TASK, TASK_LOG.ATTEMPT, TASK_LOG.MESSAGE)
        .from(TASK_LOG)
        .join(TASK_RUN)
        .on(TASK_RUN.TASK_RUN_ID.eq(TASK_LOG.TASK_RUN_ID))
        .where(isAsked)
        .unionAll(
            select(
                    at,
                    TASK_RUN.TASK,
                    TASK_ATTEMPT.ATTEMPT,
                    TASK_ATTEMPT.STATE.concat(
                        coalesce(
                            inline(": ").concat(nullif(TASK_ATTEMPT.MESSAGE, inline(""))),
                            inline(""))))
                .from(TASK_ATTEMPT)
                .join(TASK_RUN)
                .on(TASK_RUN.TASK_RUN_ID.eq(TASK_ATTEMPT.TASK_RUN_ID))
                .where(isAsked))
        .orderBy(1, 2, 3)
        .fetch(row -> new LogRow(row.value1(), row.value2(), row.value3(), row.value4()));
  }

  /** A preview of each date of a range. */
  public List<PreviewRow> preview(String from, String to) {
    return new RunPreview(dsl, dag.admission(), dag.now())
        .of(new DateRange(dag.date(from), dag.date(to)).dates());
  }

  /** The oldest requested date that is not done. */
  public Optional<LocalDate> oldestUnfinished() {
    return dsl.select(min(DAG_RUN.LOGICAL_DATE))
        .from(DAG_RUN)
        .where(DAG_RUN.DAG.eq(dag.name()))
        .and(DAG_RUN.STATE.ne(RunState.SUCCESS.code()))
        .fetchOptional(row -> row.value1());
  }

  /** Runs of the DAG that are active, on any node. */
  public int activeRuns() {
    return dsl.fetchCount(
        DAG_RUN, DAG_RUN.DAG.eq(dag.name()).and(DAG_RUN.STATE.eq(RunState.RUNNING.code())));
  }

  private long runId(LocalDate date) {
    return dsl.select(DAG_RUN.RUN_ID)
        .from(DAG_RUN)
        .where(DAG_RUN.DAG.eq(dag.name()))
        .and(DAG_RUN.LOGICAL_DATE.eq(date))
        .fetchOptional(DAG_RUN.RUN_ID)
        .orElseThrow(
            () ->
                OperatedDag.refused(
                    "%s never ran for %s; trigger it.".formatted(dag.name(), date)));
  }
}
