package ro.wowcinema.pipeline.core.ledger;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.TASK_ATTEMPT;
import static ro.wowcinema.warehouse.ops.Tables.TASK_LOG;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.db.StorableText;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.quality.CheckLedger;
import ro.wowcinema.pipeline.core.quality.CheckResult;

/**
 * The ledger's rows of attempts. A start and a success are one statement each: with small tasks,
 * the way to the server and back is what a task costs.
 *
 * <p>Attempts are written before the run's row is looked at, as everywhere: see {@link
 * LeaseLedger}.
 */
public final class AttemptLedger {
  private final DSLContext dsl;
  private final Clock clock;

  public AttemptLedger(DSLContext dsl, Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Records that an attempt starts. */
  public AttemptId begin(Lease lease, String task) {
    var started =
        name("started")
            .as(
                update(TASK_RUN)
                    .set(TASK_RUN.STATE, TaskState.RUNNING.code())
                    .set(TASK_RUN.ATTEMPTS, TASK_RUN.ATTEMPTS.plus(1))
                    .set(TASK_RUN.STARTED_AT, coalesce(TASK_RUN.STARTED_AT, val(clock.instant())))
                    .where(TASK_RUN.RUN_ID.eq(lease.runId()))
                    .and(TASK_RUN.TASK.eq(task))
                    .returning(TASK_RUN.TASK_RUN_ID, TASK_RUN.ATTEMPTS));
    var taskRunId = started.field(TASK_RUN.TASK_RUN_ID);
    var number = started.field(TASK_RUN.ATTEMPTS);
    var begun =
        name("begun")
            .as(
                insertInto(
                        TASK_ATTEMPT,
                        TASK_ATTEMPT.TASK_RUN_ID,
                        TASK_ATTEMPT.ATTEMPT,
                        TASK_ATTEMPT.EPOCH,
                        TASK_ATTEMPT.STATE,
                        TASK_ATTEMPT.STARTED_AT)
                    .select(
                        select(
                                taskRunId,
                                number,
                                val(lease.epoch()),
                                val(AttemptState.RUNNING.code()),
                                val(clock.instant()))
                            .from(started))
                    .returning(TASK_ATTEMPT.ATTEMPT));
    return dsl.transactionResult(
        configuration ->
            configuration
                .dsl()
                .with(started, begun)
                .select(taskRunId, number)
                .from(started)
                .join(DAG_RUN)
                .on(LeaseFence.holds(lease))
                .forShare()
                .of(DAG_RUN)
                .fetchOptional(row -> new AttemptId(row.value1(), row.value2()))
                .orElseThrow(() -> new LeaseLostException(lease)));
  }

  /**
   * Records success in the transaction that holds the job's data, and makes sure the lease still
   * holds.
   */
  public void succeed(DSLContext tx, Lease lease, AttemptId attempt, JobResult result) {
    TaskState taskState = result.isSkipped() ? TaskState.SKIPPED : TaskState.SUCCESS;
    AttemptState state = result.isSkipped() ? AttemptState.SKIPPED : AttemptState.SUCCESS;
    var ended =
        name("ended")
            .as(
                update(TASK_ATTEMPT)
                    .set(TASK_ATTEMPT.STATE, state.code())
                    .set(TASK_ATTEMPT.FINISHED_AT, clock.instant())
                    .set(TASK_ATTEMPT.ROWS_READ, result.rowsRead())
                    .set(TASK_ATTEMPT.ROWS_WRITTEN, result.rowsWritten())
                    .set(TASK_ATTEMPT.MESSAGE, StorableText.of(result.message()))
                    .where(attempt.isThis())
                    .returning(TASK_ATTEMPT.TASK_RUN_ID));
    var done =
        name("done")
            .as(
                update(TASK_RUN)
                    .set(TASK_RUN.STATE, taskState.code())
                    .set(TASK_RUN.FINISHED_AT, clock.instant())
                    .from(ended)
                    .where(TASK_RUN.TASK_RUN_ID.eq(ended.field(TASK_ATTEMPT.TASK_RUN_ID)))
                    .returning(TASK_RUN.TASK_RUN_ID));
    LeaseFence.requireHeld(
        tx.with(ended, done)
            .selectOne()
            .from(done)
            .join(DAG_RUN)
            .on(LeaseFence.holds(lease))
            .forShare()
            .of(DAG_RUN),
        lease);
  }

  /**
   * Records that an attempt failed, and what becomes of its task.
   *
   * @param message what people read of the failure
   */
  public void fail(
      Lease lease, AttemptId attempt, TaskState taskState, Throwable failure, String message) {
    LeaseFence.transaction(
        dsl,
        lease,
        tx -> {
          tx.update(TASK_ATTEMPT)
              .set(TASK_ATTEMPT.STATE, attemptState(taskState).code())
              .set(TASK_ATTEMPT.FINISHED_AT, clock.instant())
              .set(TASK_ATTEMPT.MESSAGE, StorableText.of(message))
              .set(TASK_ATTEMPT.ERROR_CLASS, failure.getClass().getName())
              .where(attempt.isThis())
              .execute();
          tx.update(TASK_RUN)
              .set(TASK_RUN.STATE, taskState.code())
              .set(TASK_RUN.FINISHED_AT, taskState.isFinal() ? clock.instant() : null)
              .where(TASK_RUN.TASK_RUN_ID.eq(attempt.taskRunId()))
              .execute();
        });
  }

  /** The attempt of a task that is left to other processes was aborted. */
  private static AttemptState attemptState(TaskState taskState) {
    return taskState == TaskState.CANCELLED || taskState == TaskState.QUEUED
        ? AttemptState.CANCELLED
        : AttemptState.FAILED;
  }

  /**
   * Whether the attempt's transaction was committed; asked where a connection broke while it was.
   */
  public boolean hasSucceeded(AttemptId attempt) {
    return dsl.fetchExists(
        TASK_ATTEMPT,
        attempt
            .isThis()
            .and(TASK_ATTEMPT.STATE.in(AttemptState.SUCCESS.code(), AttemptState.SKIPPED.code())));
  }

  /** Adds what an attempt's checks found, in its transaction. */
  public void record(DSLContext tx, AttemptId attempt, List<CheckResult> results) {
    new CheckLedger(tx).append(attempt.taskRunId(), attempt.number(), results, clock.instant());
  }

  /** Adds the results of an attempt's checks, independent of the outcome of its transaction. */
  public void record(AttemptId attempt, List<CheckResult> results) {
    dsl.transaction(configuration -> record(configuration.dsl(), attempt, results));
  }

  public void log(AttemptId attempt, int seq, String message) {
    dsl.insertInto(TASK_LOG)
        .set(TASK_LOG.TASK_RUN_ID, attempt.taskRunId())
        .set(TASK_LOG.ATTEMPT, attempt.number())
        .set(TASK_LOG.SEQ, seq)
        .set(TASK_LOG.LOGGED_AT, clock.instant())
        .set(TASK_LOG.MESSAGE, StorableText.of(message))
        .execute();
  }
}
