package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.TransientFailureException;
import ro.wowcinema.pipeline.core.ledger.RunState;

/** Requested runs: claimed, drained, cancelled from another process, and given up. */
final class RequestedRunTest extends DagRunnerTest {
  private static final Dag DAG =
      Dag.named("warehouse").task("a", A.class).task("b", B.class).after("a").build();

  @BeforeEach
  void clearAlerts() {
    warehouse.owner().execute("TRUNCATE ops.alert CASCADE");
  }

  private void request() {
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.dag_run (dag, logical_date, state, created_at, requested_at)
            VALUES ('warehouse', DATE '2026-10-25', 'queued', now(), now() - interval '1 hour')
            """);
  }

  private Object requestedAt() {
    return warehouse.dsl().fetchValue("SELECT requested_at FROM ops.dag_run");
  }

  private TestRunner anotherProcess() {
    return TestRunner.of(warehouse.database(), jobs);
  }

  private long alerts() {
    return (Long) warehouse.dsl().fetchValue("SELECT count(*) FROM ops.alert");
  }

  @Test
  void onlyWhatIsAskedForIsRunAndThenNoLongerAskedFor() throws InterruptedException {
    assertThat(engine.runRequested(DAG)).isEmpty();
    request();

    Optional<RunSummary> summary = engine.runRequested(DAG);

    assertThat(summary).map(RunSummary::state).contains(RunState.SUCCESS);
    assertThat(requestedAt()).isNull();
    assertThat(engine.runRequested(DAG)).isEmpty();
    assertThat(alerts()).isZero();
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws InterruptedException {
    request();
    engine.runOnly(DAG, "a");

    engine.runRequested(DAG);

    assertThat(engine.attempts()).isEqualTo("a 1 success, b 1 success");
  }

  @Test
  void failureRaisesOneAlertWithTheFirstLineOnly() throws InterruptedException {
    request();
    jobs.on(
        A.class,
        context -> {
          throw new IllegalStateException("no such column\nDetail: a person's name");
        });

    engine.runRequested(DAG);

    assertThat(warehouse.dsl().fetch("SELECT kind, message FROM ops.alert").formatCSV().lines())
        .containsExactly(
            "kind,message", "run_failed,Run of warehouse for 2026-10-25 failed: a: no such column");
    assertThat(engine.runRequested(DAG)).isEmpty();
  }

  @Test
  void failureInFrontOfSomebodyRaisesNone() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          throw new IllegalStateException("no");
        });

    engine.run(DAG);

    assertThat(alerts()).isZero();
  }

  @Test
  void runIsReleasedOnceItsTaskHasEnded() throws InterruptedException {
    request();
    CountDownLatch goOn = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          goOn.await();
          return JobResult.of(0, 0);
        });
    RunInBackground run = RunInBackground.start(() -> engine.runRequested(DAG).orElseThrow());
    run.awaitThat(() -> engine.attempts().equals("a 1 running"));

    engine.drain();
    goOn.countDown();

    assertThat(run.summary().state()).isEqualTo(RunState.QUEUED);
    assertThat(requestedAt()).isNotNull();
    assertThat(engine.attempts()).isEqualTo("a 1 success");
    assertThat(anotherProcess().runRequested(DAG))
        .map(RunSummary::state)
        .contains(RunState.SUCCESS);
    assertThat(engine.attempts()).isEqualTo("a 1 success, b 1 success");
  }

  @Test
  void taskWhoseAttemptFailsWhileHandingOverIsTriedAgainByTheNext() throws InterruptedException {
    request();
    CountDownLatch goOn = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          goOn.await();
          throw new TransientFailureException("the disk is full", (Throwable) null);
        });
    RunInBackground run = RunInBackground.start(() -> engine.runRequested(DAG).orElseThrow());
    run.awaitThat(() -> engine.attempts().equals("a 1 running"));

    engine.drain();
    goOn.countDown();

    assertThat(run.summary().state()).isEqualTo(RunState.QUEUED);
    assertThat(requestedAt()).isNotNull();
    assertThat(alerts()).isZero();
    jobs.on(A.class, context -> JobResult.of(0, 0));
    assertThat(anotherProcess().runRequested(DAG))
        .map(RunSummary::state)
        .contains(RunState.SUCCESS);
    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 success, b 1 success");
  }

  @Test
  void taskThatTakesTooLongIsAbortedAndRepeatedByTheNextProcess() throws InterruptedException {
    request();
    jobs.on(
        A.class,
        context -> {
          sleepOnServer(context);
          return JobResult.of(0, 0);
        });
    RunInBackground run = RunInBackground.start(() -> engine.runRequested(DAG).orElseThrow());
    run.awaitThat(DagRunnerTest::isAsleepOnServer);

    engine.drain();
    engine.abort();

    assertThat(run.summary().state()).isEqualTo(RunState.QUEUED);
    assertThat(engine.taskStates()).isEqualTo("a queued, b queued");
    assertThat(alerts()).isZero();
    jobs.on(A.class, context -> JobResult.of(0, 0));
    assertThat(anotherProcess().runRequested(DAG))
        .map(RunSummary::state)
        .contains(RunState.SUCCESS);
    assertThat(engine.attempts()).isEqualTo("a 1 cancelled, a 2 success, b 1 success");
    assertThat(
            warehouse
                .dsl()
                .fetchValue("SELECT earlier_attempts FROM ops.task_run WHERE task = 'a'"))
        .as("both belong to the same execution")
        .isEqualTo(0);
  }

  @Test
  void cancellationInTheLedgerReachesTheProcessThatRunsIt() throws InterruptedException {
    request();
    jobs.on(
        A.class,
        context -> {
          sleepOnServer(context);
          return JobResult.of(0, 0);
        });
    TestRunner beating = engine.withLeaseTime(Duration.ofSeconds(2));
    RunInBackground run = RunInBackground.start(() -> beating.runRequested(DAG).orElseThrow());
    run.awaitThat(DagRunnerTest::isAsleepOnServer);

    warehouse.dsl().execute("UPDATE ops.dag_run SET cancel_requested_at = now()");

    assertThat(run.summary().state()).isEqualTo(RunState.CANCELLED);
    assertThat(warehouse.dsl().fetchValue("SELECT cancel_requested_at FROM ops.dag_run")).isNull();
    assertThat(requestedAt()).isNull();
  }

  @Test
  void runWhoseProcessesAllDieIsGivenUp() throws InterruptedException {
    request();
    engine.runOnly(DAG, "b");
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.task_attempt (task_run_id, attempt, epoch, state, started_at)
            SELECT task_run_id, n, n, 'lost', now() FROM ops.task_run, generate_series(1, 3) n
            WHERE task = 'a'
            """);

    assertThat(engine.runRequested(DAG)).isEmpty();

    assertThat(engine.runState()).isEqualTo("failed");
    assertThat(warehouse.dsl().fetchValue("SELECT message FROM ops.alert"))
        .isEqualTo("Run of warehouse for 2026-10-25 failed: a: each process that ran it died");
  }
}
