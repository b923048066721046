package ro.wowcinema.pipeline.core.ledger;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.TASK_ATTEMPT;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.alert.Alerts;
import ro.wowcinema.pipeline.core.db.StorableText;

/**
 * The ledger's rows of runs that this process holds, and of their tasks. Every write says under
 * which lease it is made.
 */
public final class RunLedger {
  private final DSLContext dsl;
  private final Clock clock;

  public RunLedger(DSLContext dsl, Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Queues tasks for a new round; attempts that a dead process left running are lost.
   *
   * @param all every task of the DAG: a run with tasks that have never run has not succeeded
   */
  public void queue(Lease lease, Collection<String> tasks, Collection<String> all) {
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

  /** Begins a new execution of tasks: attempts made before do not count for it. */
  public void startOver(Lease lease, Collection<String> tasks) {
    fenced(
        lease,
        tx ->
            tx.update(TASK_RUN)
                .set(TASK_RUN.EARLIER_ATTEMPTS, TASK_RUN.ATTEMPTS)
                .where(TASK_RUN.RUN_ID.eq(lease.runId()))
                .and(TASK_RUN.TASK.in(tasks))
                .execute());
  }

  /** Fails unless the database answers. */
  public void ping() {
    dsl.selectOne().fetchSingle();
  }

  /** Records the state of a task that is not run. */
  public void setTaskState(Lease lease, String task, TaskState state) {
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
  public Set<String> doneTasks(Lease lease) {
    return dsl.select(TASK_RUN.TASK)
        .from(TASK_RUN)
        .where(TASK_RUN.RUN_ID.eq(lease.runId()))
        .and(TASK_RUN.STATE.in(TaskState.SUCCESS.code(), TaskState.SKIPPED.code()))
        .fetchSet(TASK_RUN.TASK);
  }

  /**
   * A task that, since the run was requested, took that many processes with it: the next one would
   * fare no better.
   */
  public Optional<String> crashLoopingTask(Lease lease, int deaths) {
    return dsl.select(TASK_RUN.TASK)
        .from(TASK_RUN)
        .join(DAG_RUN)
        .on(DAG_RUN.RUN_ID.eq(TASK_RUN.RUN_ID))
        .join(TASK_ATTEMPT)
        .on(TASK_ATTEMPT.TASK_RUN_ID.eq(TASK_RUN.TASK_RUN_ID))
        .where(TASK_RUN.RUN_ID.eq(lease.runId()))
        .and(TASK_ATTEMPT.STATE.eq(AttemptState.LOST.code()))
        .and(TASK_ATTEMPT.STARTED_AT.ge(DAG_RUN.REQUESTED_AT))
        .groupBy(TASK_RUN.TASK)
        .having(count().ge(deaths))
        .orderBy(TASK_RUN.TASK)
        .limit(1)
        .fetchOptional(TASK_RUN.TASK);
  }

  /** States of all tasks that the run ever had. */
  public List<TaskState> taskStates(Lease lease) {
    return dsl.select(TASK_RUN.STATE)
        .from(TASK_RUN)
        .where(TASK_RUN.RUN_ID.eq(lease.runId()))
        .fetch(row -> TaskState.of(row.value1()));
  }

  /** Ends the run and gives the lease back; one that is left to others stays requested. */
  public void finish(Lease lease, RunState state, String problem) {
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

  /** Only for a run of a daemon: a person watches any other. */
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
                        StorableText.of(
                            "Run of %s for %s failed: %s"
                                .formatted(run.value1(), run.value2(), firstLine(problem))),
                        clock.instant()));
  }

  /** On later lines PostgreSQL quotes data, and alerts leave the house. */
  private static String firstLine(String problem) {
    return problem.lines().findFirst().orElse("");
  }

  private void fenced(Lease lease, Consumer<DSLContext> work) {
    LeaseFence.transaction(dsl, lease, work);
  }
}
