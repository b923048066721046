package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.ProcessOwner;
import ro.wowcinema.pipeline.core.ledger.RunHeldException;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.RunState;

/** One process at a time runs a DAG; the runs of dead ones are inherited. */
final class LeaseTest extends DagRunnerTest {
  private static final Dag DAG =
      Dag.named("warehouse").task("a", A.class).task("b", B.class).after("a").build();

  /** No Linux, and no other system that we know of, counts processes that far. */
  private static final String DEAD_PID = "2000000000";

  @Test
  void runIsRefusedWhileLiveProcessHoldsDag() throws InterruptedException {
    CountDownLatch isRefused = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          isRefused.await();
          return JobResult.of(0, 0);
        });
    TestRunner beating = engine.withLeaseTime(Duration.ofSeconds(2));
    RunInBackground run = RunInBackground.start(() -> beating.run(DAG));
    run.awaitThat(() -> engine.attempts().equals("a 1 running"));

    assertThatThrownBy(() -> beating.run(RunRequest.all(DAG, TestRunner.DAY.plusDays(1))))
        .isInstanceOf(RunHeldException.class)
        .hasMessageContaining("already running for 2026-10-25");
    assertThatThrownBy(() -> beating.run(DAG)).isInstanceOf(RunHeldException.class);

    isRefused.countDown();
    assertThat(run.summary().isSuccess()).isTrue();
    assertThat(engine.attempts()).isEqualTo("a 1 success, b 1 success");
  }

  @Test
  void anotherDagIsNotHeldUp() throws InterruptedException {
    Dag other = Dag.named("other").task("b", B.class).build();
    CountDownLatch otherIsDone = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          otherIsDone.await();
          return JobResult.of(0, 0);
        });
    RunInBackground run = RunInBackground.start(() -> engine.run(ONE_TASK));
    run.awaitThat(() -> engine.attempts().equals("a 1 running"));

    assertThat(engine.run(other).isSuccess()).isTrue();

    otherIsDone.countDown();
    assertThat(run.summary().isSuccess()).isTrue();
  }

  @Test
  void processDoesNotEndItsOwnRunWhoseHeartbeatsWereLate() throws InterruptedException {
    CountDownLatch isLookedAt = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          isLookedAt.await();
          return JobResult.of(0, 0);
        });
    RunInBackground run = RunInBackground.start(() -> engine.run(DAG));
    run.awaitThat(() -> engine.attempts().equals("a 1 running"));
    warehouse
        .dsl()
        .execute("UPDATE ops.dag_run SET heartbeat_at = heartbeat_at - interval '1 hour'");

    assertThat(engine.expireLeases()).isEmpty();

    isLookedAt.countDown();
    assertThat(run.summary().isSuccess()).isTrue();
  }

  @Test
  void runOfDeadProcessIsTakenOverAtOnce() throws InterruptedException {
    String dead = ProcessOwner.newName().replaceFirst("/\\d+/", "/" + DEAD_PID + "/");
    leftBehindBy(dead, Instant.now());

    RunSummary summary = engine.run(DAG);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(engine.attempts()).isEqualTo("a 1 success, a 2 success, b 1 lost, b 2 success");
    assertThat(engine.taskStates()).isEqualTo("a success, b success");
  }

  @Test
  void runOfSilentProcessElsewhereIsTakenOver() throws InterruptedException {
    leftBehindBy("other-host/1/x", Instant.now().minus(TestRunner.LEASE_TIME));

    assertThat(engine.run(DAG).isSuccess()).isTrue();
  }

  @Test
  void silentProcessIsGivenTheRestOfItsLease() throws InterruptedException {
    Instant heartbeat = Instant.now();
    leftBehindBy("other-host/1/x", heartbeat);
    Duration leaseTime = Duration.ofSeconds(2);

    engine.withLeaseTime(leaseTime).run(DAG);

    assertThat(startedAt()).isAfterOrEqualTo(heartbeat.plus(leaseTime));
  }

  @Test
  void deadRunOfAnotherDateIsFailedAndItsPlaceTaken() throws InterruptedException {
    leftBehindBy("other-host/1/x", Instant.now().minus(TestRunner.LEASE_TIME));

    engine.run(RunRequest.all(DAG, TestRunner.DAY.plusDays(1)));

    assertThat(
            warehouse
                .dsl()
                .fetchValue(
                    """
                    SELECT string_agg(concat_ws(' ', logical_date, state, owner), ', '
                                      ORDER BY logical_date)
                    FROM ops.dag_run
                    """))
        .isEqualTo("2026-10-25 failed, 2026-10-26 success");
    assertThat(engine.attempts()).contains("b 1 lost");
    assertThat(engine.taskStates()).contains("b failed").doesNotContain("running");
  }

  @Test
  void deadProcessIsNotSaidToRunTasksThatNobodyRunsAnyMore() throws InterruptedException {
    leftBehindBy("other-host/1/x", Instant.now().minus(TestRunner.LEASE_TIME));

    RunSummary summary = engine.runOnly(DAG, "a");

    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(engine.taskStates()).isEqualTo("a success, b failed");
  }

  @Test
  void heartbeatsContinueWhileJobRuns() throws InterruptedException {
    CountDownLatch isSeen = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          isSeen.await();
          return JobResult.of(0, 0);
        });
    TestRunner beating = engine.withLeaseTime(Duration.ofSeconds(2));
    RunInBackground run = RunInBackground.start(() -> beating.run(ONE_TASK));
    run.awaitThat(() -> engine.attempts().equals("a 1 running"));
    Instant first = heartbeat();

    run.awaitThat(() -> heartbeat().isAfter(first));

    isSeen.countDown();
    assertThat(run.summary().isSuccess()).isTrue();
  }

  @Test
  void leaseIsGivenBack() throws InterruptedException {
    engine.run(ONE_TASK);

    assertThat(warehouse.dsl().fetchValue("SELECT owner FROM ops.dag_run")).isNull();
  }

  /** A process died in task b, after it had done task a. */
  private static void leftBehindBy(String owner, Instant heartbeat) {
    warehouse
        .dsl()
        .execute(
            """
            WITH run AS (
              INSERT INTO ops.dag_run (dag, logical_date, state, owner, epoch, heartbeat_at, created_at)
              VALUES ('warehouse', '2026-10-25', 'running', ?, 5, ?::timestamptz, '2026-10-26Z')
              RETURNING run_id),
            task AS (
              INSERT INTO ops.task_run (run_id, task, state, attempts)
              SELECT run_id, task, state, 1
              FROM run, (VALUES ('a', 'success'), ('b', 'running')) AS t (task, state)
              RETURNING task_run_id, state)
            INSERT INTO ops.task_attempt (task_run_id, attempt, epoch, state, started_at)
            SELECT task_run_id, 1, 5, state, '2026-10-26Z' FROM task
            """,
            owner,
            heartbeat.toString());
  }

  private static Instant startedAt() {
    return instant("SELECT min(started_at) FROM ops.task_attempt WHERE attempt = 2");
  }

  private static Instant heartbeat() {
    return instant("SELECT heartbeat_at FROM ops.dag_run");
  }

  private static Instant instant(String query) {
    return warehouse.dsl().fetchSingle(query).get(0, Instant.class);
  }
}
