package ro.wowcinema.pipeline.core.run;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.TASK_ATTEMPT;
import static ro.wowcinema.warehouse.ops.Tables.TASK_LOG;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.alert.Alerts;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.quality.CheckLedger;
import ro.wowcinema.pipeline.core.quality.CheckResult;

/**
 * The ledger's rows of runs that this process holds. Every write says under which lease it is made.
 */
final class RunLedger {
  private static final String RUNNING = "running";

  private final DSLContext dsl;
  private final Clock clock;

  RunLedger(DSLContext dsl, Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Queues tasks for a new round; attempts that a dead process left running are lost.
   *
   * @param all every task of the DAG: a run that never ran some of them has not succeeded
   */
  void queue(Lease lease, Collection<String> tasks, Collection<String> all) {
    fenced(
        lease,
        tx -> {
          LostAttempts.record(tx, lease.runId(), clock.instant());
          tx.insertInto(TASK_RUN, TASK_RUN.RUN_ID, TASK_RUN.TASK, TASK_RUN.STATE)
              .valuesOfRows(
                  all.stream()
                      .map(task -> row(lease.runId(), task, TaskState.QUEUED.code()))
                      .toList())
              .onConflictDoNothing()
              .execute();
          tx.update(TASK_RUN)
              .set(TASK_RUN.STATE, TaskState.QUEUED.code())
              .setNull(TASK_RUN.STARTED_AT)
              .setNull(TASK_RUN.FINISHED_AT)
              .where(TASK_RUN.RUN_ID.eq(lease.runId()))
              .and(TASK_RUN.TASK.in(tasks))
              .execute();
        });
  }

  /** Records that an attempt starts. */
  AttemptId begin(Lease lease, String task) {
    return dsl.transactionResult(
        configuration -> {
          DSLContext tx = configuration.dsl();
          var row =
              tx.update(TASK_RUN)
                  .set(TASK_RUN.STATE, RUNNING)
                  .set(TASK_RUN.ATTEMPTS, TASK_RUN.ATTEMPTS.plus(1))
                  .set(
                      TASK_RUN.STARTED_AT,
                      DSL.coalesce(TASK_RUN.STARTED_AT, DSL.val(clock.instant())))
                  .where(TASK_RUN.RUN_ID.eq(lease.runId()))
                  .and(TASK_RUN.TASK.eq(task))
                  .returningResult(TASK_RUN.TASK_RUN_ID, TASK_RUN.ATTEMPTS)
                  .fetchSingle();
          AttemptId attempt =
              new AttemptId(row.get(TASK_RUN.TASK_RUN_ID), row.get(TASK_RUN.ATTEMPTS));
          tx.insertInto(TASK_ATTEMPT)
              .set(TASK_ATTEMPT.TASK_RUN_ID, attempt.taskRunId())
              .set(TASK_ATTEMPT.ATTEMPT, attempt.number())
              .set(TASK_ATTEMPT.EPOCH, lease.epoch())
              .set(TASK_ATTEMPT.STATE, RUNNING)
              .set(TASK_ATTEMPT.STARTED_AT, clock.instant())
              .execute();
          fence(tx, lease);
          return attempt;
        });
  }

  /**
   * Records success in the transaction that holds the job's data, and makes sure the lease still
   * holds.
   */
  void succeed(DSLContext tx, Lease lease, AttemptId attempt, JobResult result) {
    TaskState state = result.isSkipped() ? TaskState.SKIPPED : TaskState.SUCCESS;
    tx.update(TASK_ATTEMPT)
        .set(TASK_ATTEMPT.STATE, state.code())
        .set(TASK_ATTEMPT.FINISHED_AT, clock.instant())
        .set(TASK_ATTEMPT.ROWS_READ, result.rowsRead())
        .set(TASK_ATTEMPT.ROWS_WRITTEN, result.rowsWritten())
        .set(TASK_ATTEMPT.MESSAGE, storable(result.message()))
        .where(attempt.isThis())
        .execute();
    setTaskState(tx, attempt.taskRunId(), state);
    fence(tx, lease);
  }

  /** Records that an attempt failed, and what becomes of its task. */
  void fail(Lease lease, AttemptId attempt, TaskState taskState, Throwable failure) {
    fenced(
        lease,
        tx -> {
          tx.update(TASK_ATTEMPT)
              .set(
                  TASK_ATTEMPT.STATE,
                  taskState == TaskState.CANCELLED || taskState == TaskState.QUEUED
                      ? TaskState.CANCELLED.code()
                      : TaskState.FAILED.code())
              .set(TASK_ATTEMPT.FINISHED_AT, clock.instant())
              .set(TASK_ATTEMPT.MESSAGE, storable(Failures.message(failure)))
              .set(TASK_ATTEMPT.ERROR_CLASS, failure.getClass().getName())
              .where(attempt.isThis())
              .execute();
          setTaskState(tx, attempt.taskRunId(), taskState);
        });
  }

  /**
   * Whether the attempt's transaction was committed; asked where a connection broke while it was.
   */
  boolean hasSucceeded(AttemptId attempt) {
    return dsl.fetchExists(
        TASK_ATTEMPT,
        attempt
            .isThis()
            .and(TASK_ATTEMPT.STATE.in(TaskState.SUCCESS.code(), TaskState.SKIPPED.code())));
  }

  /** Fails unless the database answers. */
  void ping() {
    dsl.selectOne().fetchSingle();
  }

  /** Records the state of a task that is not run. */
  void setTaskState(Lease lease, String task, TaskState state) {
    fenced(
        lease,
        tx ->
            tx.update(TASK_RUN)
                .set(TASK_RUN.STATE, state.code())
                .set(TASK_RUN.FINISHED_AT, clock.instant())
                .where(TASK_RUN.RUN_ID.eq(lease.runId()))
                .and(TASK_RUN.TASK.eq(task))
                .execute());
  }

  /** Tasks of the run that are done. */
  Set<String> doneTasks(Lease lease) {
    return dsl.select(TASK_RUN.TASK)
        .from(TASK_RUN)
        .where(TASK_RUN.RUN_ID.eq(lease.runId()))
        .and(TASK_RUN.STATE.in(TaskState.SUCCESS.code(), TaskState.SKIPPED.code()))
        .fetchSet(TASK_RUN.TASK);
  }

  /**
   * A task that, since the run was asked for, took that many processes with it: the next one would
   * fare no better.
   */
  Optional<String> deadlyTask(Lease lease, int deaths) {
    return dsl.select(TASK_RUN.TASK)
        .from(TASK_RUN)
        .join(DAG_RUN)
        .on(DAG_RUN.RUN_ID.eq(TASK_RUN.RUN_ID))
        .join(TASK_ATTEMPT)
        .on(TASK_ATTEMPT.TASK_RUN_ID.eq(TASK_RUN.TASK_RUN_ID))
        .where(TASK_RUN.RUN_ID.eq(lease.runId()))
        .and(TASK_ATTEMPT.STATE.eq("lost"))
        .and(TASK_ATTEMPT.STARTED_AT.ge(DAG_RUN.REQUESTED_AT))
        .groupBy(TASK_RUN.TASK)
        .having(count().ge(deaths))
        .orderBy(TASK_RUN.TASK)
        .limit(1)
        .fetchOptional(TASK_RUN.TASK);
  }

  /** States of all tasks that the run ever had. */
  List<TaskState> taskStates(Lease lease) {
    return dsl.select(TASK_RUN.STATE)
        .from(TASK_RUN)
        .where(TASK_RUN.RUN_ID.eq(lease.runId()))
        .fetch(row -> TaskState.of(row.value1()));
  }

  /** Ends the run and gives the lease back; one that is left to others stays asked for. */
  void finish(Lease lease, RunState state, String problem) {
    fenced(
        lease,
        tx -> {
          if (state == RunState.FAILED) {
            raiseAlert(tx, lease, problem);
          }
          tx.update(TASK_RUN)
              .set(TASK_RUN.STATE, TaskState.QUEUED.code())
              .where(TASK_RUN.RUN_ID.eq(lease.runId()))
              .and(TASK_RUN.STATE.eq(TaskState.UP_FOR_RETRY.code()))
              .execute();
          tx.update(DAG_RUN)
              .set(DAG_RUN.STATE, state.code())
              .set(DAG_RUN.FINISHED_AT, clock.instant())
              .setNull(DAG_RUN.OWNER)
              .setNull(DAG_RUN.CANCEL_REQUESTED_AT)
              .set(DAG_RUN.REQUESTED_AT, when(val(state == RunState.QUEUED), DAG_RUN.REQUESTED_AT))
              .where(DAG_RUN.RUN_ID.eq(lease.runId()))
              .execute();
        });
  }

  /** Only of a run of a daemon: in front of any other sits somebody. */
  private void raiseAlert(DSLContext tx, Lease lease, String problem) {
    tx.select(DAG_RUN.DAG, DAG_RUN.LOGICAL_DATE)
        .from(DAG_RUN)
        .where(DAG_RUN.RUN_ID.eq(lease.runId()))
        .and(DAG_RUN.REQUESTED_AT.isNotNull())
        .fetchOptional()
        .ifPresent(
            run ->
                new Alerts(tx)
                    .raise(
                        AlertKind.RUN_FAILED,
                        run.value1(),
                        run.value2(),
                        storable(
                            "Run of %s for %s failed: %s"
                                .formatted(run.value1(), run.value2(), firstLine(problem))),
                        clock.instant()));
  }

  /** Adds what an attempt's checks found, in its transaction. */
  void record(DSLContext tx, AttemptId attempt, List<CheckResult> results) {
    new CheckLedger(tx).append(attempt.taskRunId(), attempt.number(), results, clock.instant());
  }

  /** Adds what an attempt's checks found, whatever becomes of its transaction. */
  void record(AttemptId attempt, List<CheckResult> results) {
    dsl.transaction(configuration -> record(configuration.dsl(), attempt, results));
  }

  void log(AttemptId attempt, int seq, String message) {
    dsl.insertInto(TASK_LOG)
        .set(TASK_LOG.TASK_RUN_ID, attempt.taskRunId())
        .set(TASK_LOG.ATTEMPT, attempt.number())
        .set(TASK_LOG.SEQ, seq)
        .set(TASK_LOG.LOGGED_AT, clock.instant())
        .set(TASK_LOG.MESSAGE, storable(message))
        .execute();
  }

  private void setTaskState(DSLContext tx, long taskRunId, TaskState state) {
    tx.update(TASK_RUN)
        .set(TASK_RUN.STATE, state.code())
        .set(TASK_RUN.FINISHED_AT, state.isFinal() ? clock.instant() : null)
        .where(TASK_RUN.TASK_RUN_ID.eq(taskRunId))
        .execute();
  }

  /** On later lines PostgreSQL quotes data, and alerts leave the house. */
  private static String firstLine(String problem) {
    return problem.lines().findFirst().orElse("");
  }

  /** PostgreSQL's text holds every character but NUL, and a message may quote a broken file. */
  private static String storable(String message) {
    return message.replace('\0', '\uFFFD');
  }

  private interface Work {
    void in(DSLContext tx);
  }

  private void fenced(Lease lease, Work work) {
    dsl.transaction(
        configuration -> {
          work.in(configuration.dsl());
          fence(configuration.dsl(), lease);
        });
  }

  /**
   * Fails unless the lease still holds, and keeps it from being taken until the transaction ends:
   * FOR SHARE waits for whoever is just taking it, and makes the next one wait.
   */
  private static void fence(DSLContext tx, Lease lease) {
    boolean isHeld =
        tx.selectOne()
            .from(DAG_RUN)
            .where(DAG_RUN.RUN_ID.eq(lease.runId()))
            .and(DAG_RUN.EPOCH.eq(lease.epoch()))
            .forShare()
            .fetchOptional()
            .isPresent();
    if (!isHeld) {
      throw new LeaseLostException(lease);
    }
  }
}
