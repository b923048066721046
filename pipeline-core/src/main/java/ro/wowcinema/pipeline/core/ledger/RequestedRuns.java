package ro.wowcinema.pipeline.core.ledger;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** A DAG's runs as operations and schedules request and change them, in their transaction. */
public final class RequestedRuns {
  private final DSLContext tx;
  private final String dag;
  private final Instant now;

  public RequestedRuns(DSLContext tx, String dag, Instant now) {
    this.tx = requireNonNull(tx, "tx is null");
    this.dag = requireNonNull(dag, "dag is null");
    this.now = requireNonNull(now, "now is null");
  }

  /**
   * A run, locked until the transaction ends.
   *
   * @param isRequested whether daemons should run it
   */
  public record Row(long runId, RunState state, boolean isRequested) {
    /** Also where the process that ran it died: another one takes it up. */
    public boolean isWaiting() {
      return state != RunState.RUNNING && isRequested;
    }
  }

  public Optional<Row> lock(LocalDate date) {
    return tx.select(DAG_RUN.RUN_ID, DAG_RUN.STATE, DAG_RUN.REQUESTED_AT)
        .from(DAG_RUN)
        .where(DAG_RUN.DAG.eq(dag))
        .and(DAG_RUN.LOGICAL_DATE.eq(date))
        .forUpdate()
        .fetchOptional(
            row -> new Row(row.value1(), RunState.of(row.value2()), row.value3() != null));
  }

  /**
   * Requests the unfinished tasks of the date. That is a new execution of those tasks: earlier
   * attempts do not count for it.
   */
  public long request(LocalDate date, RunType type) {
    long runId = queue(date, type);
    tx.update(TASK_RUN)
        .set(TASK_RUN.STATE, TaskState.QUEUED.code())
        .set(TASK_RUN.EARLIER_ATTEMPTS, TASK_RUN.ATTEMPTS)
        .setNull(TASK_RUN.STARTED_AT)
        .setNull(TASK_RUN.FINISHED_AT)
        .where(TASK_RUN.RUN_ID.eq(runId))
        .and(TASK_RUN.STATE.notIn(TaskState.SUCCESS.code(), TaskState.SKIPPED.code()))
        .execute();
    return runId;
  }

  private long queue(LocalDate date, RunType type) {
    return tx.insertInto(DAG_RUN)
        .set(DAG_RUN.DAG, dag)
        .set(DAG_RUN.LOGICAL_DATE, date)
        .set(DAG_RUN.STATE, RunState.QUEUED.code())
        .set(DAG_RUN.RUN_TYPE, type.code())
        .set(DAG_RUN.CREATED_AT, now)
        .set(DAG_RUN.REQUESTED_AT, now)
        .onConflict(DAG_RUN.DAG, DAG_RUN.LOGICAL_DATE)
        .doUpdate()
        .set(DAG_RUN.STATE, RunState.QUEUED.code())
        .set(DAG_RUN.RUN_TYPE, type.code())
        .set(DAG_RUN.REQUESTED_AT, now)
        .setNull(DAG_RUN.CANCEL_REQUESTED_AT)
        .returningResult(DAG_RUN.RUN_ID)
        .fetchSingle(DAG_RUN.RUN_ID);
  }

  /**
   * Requests the run of a date that is due. A run that was requested before is not changed, which
   * returns false; one with unfinished tasks is resumed.
   */
  public boolean requestDue(LocalDate date) {
    return tx.insertInto(DAG_RUN)
            .set(DAG_RUN.DAG, dag)
            .set(DAG_RUN.LOGICAL_DATE, date)
            .set(DAG_RUN.STATE, RunState.QUEUED.code())
            .set(DAG_RUN.RUN_TYPE, RunType.SCHEDULED.code())
            .set(DAG_RUN.CREATED_AT, now)
            .set(DAG_RUN.REQUESTED_AT, now)
            .onConflict(DAG_RUN.DAG, DAG_RUN.LOGICAL_DATE)
            .doUpdate()
            .set(DAG_RUN.REQUESTED_AT, now)
            .where(DAG_RUN.STATE.eq(RunState.QUEUED.code()))
            .and(DAG_RUN.REQUESTED_AT.isNull())
            .execute()
        == 1;
  }

  /**
   * Marks unfinished scheduled runs as late, each once.
   *
   * @param last the latest date that should have finished
   * @return the dates that have become late
   */
  public List<LocalDate> markLate(LocalDate last) {
    return tx.update(DAG_RUN)
        .set(DAG_RUN.DEADLINE_MISSED_AT, now)
        .where(DAG_RUN.DAG.eq(dag))
        .and(DAG_RUN.RUN_TYPE.eq(RunType.SCHEDULED.code()))
        .and(DAG_RUN.STATE.notIn(RunState.SUCCESS.code(), RunState.CANCELLED.code()))
        .and(DAG_RUN.DEADLINE_MISSED_AT.isNull())
        .and(DAG_RUN.LOGICAL_DATE.le(last))
        .returningResult(DAG_RUN.LOGICAL_DATE)
        .fetch(DAG_RUN.LOGICAL_DATE);
  }

  /** Marks completed tasks as not done. */
  public void clear(long runId, Collection<String> tasks) {
    tx.update(TASK_RUN)
        .set(TASK_RUN.STATE, TaskState.QUEUED.code())
        .where(TASK_RUN.RUN_ID.eq(runId))
        .and(TASK_RUN.TASK.in(tasks))
        .execute();
  }

  /** Tasks of the run that stand so. */
  public List<String> tasks(long runId, TaskState... states) {
    return tx.select(TASK_RUN.TASK)
        .from(TASK_RUN)
        .where(TASK_RUN.RUN_ID.eq(runId))
        .and(TASK_RUN.STATE.in(List.of(states).stream().map(TaskState::code).toList()))
        .orderBy(TASK_RUN.TASK_RUN_ID)
        .fetch(TASK_RUN.TASK);
  }

  /** Marks a task as done; creates its row if it has never run. */
  public void markSuccess(long runId, String task) {
    tx.insertInto(TASK_RUN)
        .set(TASK_RUN.RUN_ID, runId)
        .set(TASK_RUN.TASK, task)
        .set(TASK_RUN.STATE, TaskState.SUCCESS.code())
        .set(TASK_RUN.FINISHED_AT, now)
        .onConflict(TASK_RUN.RUN_ID, TASK_RUN.TASK)
        .doUpdate()
        .set(TASK_RUN.STATE, TaskState.SUCCESS.code())
        .set(TASK_RUN.FINISHED_AT, now)
        .execute();
  }

  /** Ends a run that no process executes. */
  public void end(long runId, RunState state) {
    tx.update(DAG_RUN)
        .set(DAG_RUN.STATE, state.code())
        .set(DAG_RUN.FINISHED_AT, now)
        .setNull(DAG_RUN.REQUESTED_AT)
        .where(DAG_RUN.RUN_ID.eq(runId))
        .execute();
  }

  /** Requests that the process that runs it cancels it. */
  public void requestCancel(long runId) {
    tx.update(DAG_RUN)
        .set(DAG_RUN.CANCEL_REQUESTED_AT, now)
        .where(DAG_RUN.RUN_ID.eq(runId))
        .execute();
  }
}
