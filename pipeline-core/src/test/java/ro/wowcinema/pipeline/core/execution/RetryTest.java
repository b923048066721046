package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.TransientFailureException;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** What can pass later is tried again; what cannot fails at once. */
final class RetryTest extends DagRunnerTest {
  private final AtomicInteger attempt = new AtomicInteger();

  @Test
  void lostConnection() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          write(context, attempt.incrementAndGet());
          if (attempt.get() == 1) {
            loseConnection(context);
          }
          return JobResult.of(0, 1);
        });

    RunSummary summary = engine.run(ONE_TASK);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(summary.tasks().get(0).attempts()).isEqualTo(2);
    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 success");
    assertThat(engine.taskStates()).isEqualTo("a success");
    assertThat(engine.retries).singleElement().asString().startsWith("a FATAL: terminating");
    assertThat(written()).isEqualTo("2");
  }

  @Test
  void deadlock() throws InterruptedException {
    warehouse.dsl().execute("INSERT INTO ops.target (id) VALUES (1), (2)");
    CyclicBarrier bothHoldOneRow = new CyclicBarrier(2);
    jobs.on(A.class, context -> hitBoth(context, 1, 2, bothHoldOneRow));
    jobs.on(B.class, context -> hitBoth(context, 2, 1, bothHoldOneRow));
    Dag dag = Dag.named("warehouse").task("a", A.class).task("b", B.class).build();

    RunSummary summary = engine.run(dag);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(engine.retries).singleElement().asString().contains("deadlock detected");
    assertThat(warehouse.dsl().fetchValue("SELECT sum(hits)::int FROM ops.target")).isEqualTo(4);
  }

  @Test
  void serializationFailure() throws InterruptedException {
    warehouse.dsl().execute("INSERT INTO ops.target (id) VALUES (1)");
    jobs.on(
        A.class,
        context -> {
          context.dsl().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
          context.dsl().execute("SELECT FROM ops.target");
          if (attempt.incrementAndGet() == 1) {
            warehouse.dsl().execute("UPDATE ops.target SET hits = hits + 10");
          }
          return JobResult.of(0, context.dsl().execute("UPDATE ops.target SET hits = hits + 1"));
        });

    engine.run(ONE_TASK);

    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 success");
    assertThat(engine.retries).singleElement().asString().contains("could not serialize access");
    assertThat(warehouse.dsl().fetchValue("SELECT hits FROM ops.target")).isEqualTo(11);
  }

  @Test
  void lockNotAvailable() throws InterruptedException, SQLException {
    try (Connection other = warehouse.database().dataSource().getConnection()) {
      other.setAutoCommit(false);
      execute(other, "LOCK TABLE ops.target");
      jobs.on(
          A.class,
          context -> {
            if (attempt.incrementAndGet() == 2) {
              other.commit();
            }
            context.dsl().execute("SET LOCAL lock_timeout = '10ms'");
            write(context, 1);
            return JobResult.of(0, 1);
          });

      engine.run(ONE_TASK);
    }

    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 success");
    assertThat(engine.retries)
        .singleElement()
        .asString()
        .contains("Task a did not get a lock in time", "which locks ops.target");
  }

  @Test
  void givesUpAfterItsLastAttempt() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          loseConnection(context);
          return JobResult.of(0, 0);
        });

    RunSummary summary = engine.run(ONE_TASK);

    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 failed, a 3 failed");
    assertThat(engine.retries).hasSize(2);
  }

  @Test
  void taskIsUpForRetryWhileItWaits() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          if (attempt.incrementAndGet() == 1) {
            loseConnection(context);
          }
          return JobResult.of(0, 0);
        });
    TestRunner cancelledWhileItWaits = waitingForAnHour();
    RunInBackground run = RunInBackground.start(() -> cancelledWhileItWaits.run(ONE_TASK));

    run.awaitThat(() -> engine.taskStates().equals("a up_for_retry"));
    cancelledWhileItWaits.cancel();

    assertThat(run.summary().state()).isEqualTo(RunState.CANCELLED);
    assertThat(engine.taskStates()).isEqualTo("a cancelled");
    assertThat(engine.attempts()).isEqualTo("a 1 failed");
  }

  @Test
  void whatAJobSaysMayPass() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          write(context, attempt.incrementAndGet());
          if (attempt.get() == 1) {
            throw new TransientFailureException("the server is busy", Duration.ZERO);
          }
          return JobResult.of(0, 1);
        });

    RunSummary summary = engine.run(ONE_TASK);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 success");
    assertThat(engine.retries).containsExactly("a the server is busy");
    assertThat(written()).isEqualTo("2");
  }

  @Test
  void pauseIsAsLongAsTheFailureAsksFor() throws InterruptedException {
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    jobs.on(
        A.class,
        context -> {
          if (attempt.incrementAndGet() < 3) {
            throw new TransientFailureException(
                "the server is busy",
                attempt.get() == 1 ? Duration.ofMillis(700) : Duration.ofMillis(1));
          }
          return JobResult.of(0, 0);
        });

    engine.run(
        ONE_TASK,
        new RunListener() {
          @Override
          public void taskWillRetry(String task, String reason, Duration pause) {
            pauses.add(pause);
          }
        });

    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isEqualTo(Duration.ofMillis(700));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(20), Duration.ofMillis(40));
  }

  @Test
  void violatedConstraintFailsAtOnce() throws InterruptedException {
    assertFailsAtOnce("INSERT INTO ops.dag_run (dag) VALUES ('x')");
  }

  @Test
  void wrongCastFailsAtOnce() throws InterruptedException {
    assertFailsAtOnce("SELECT 'abc'::int");
  }

  @Test
  void statementTimeoutOfServerFailsAtOnce() throws InterruptedException {
    assertFailsAtOnce("SET LOCAL statement_timeout = '10ms'; SELECT pg_sleep(60)");
  }

  private void assertFailsAtOnce(String sql) throws InterruptedException {
    jobs.on(A.class, context -> JobResult.of(0, context.dsl().execute(sql)));

    engine.run(ONE_TASK);

    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.retries).isEmpty();
  }

  private TestRunner waitingForAnHour() {
    return engine.with(
        new RunnerSettings(
            1,
            Duration.ofMinutes(5),
            new RetryPolicy(2, Duration.ofHours(2), Duration.ofHours(2)),
            TestRunner.LEASE_TIME));
  }

  private JobResult hitBoth(JobContext context, int first, int second, CyclicBarrier barrier)
      throws InterruptedException {
    context.dsl().execute("SET LOCAL ROLE NONE; SET LOCAL deadlock_timeout = '20ms'");
    context.dsl().execute("UPDATE ops.target SET hits = hits + 1 WHERE id = ?", first);
    if (attempt.incrementAndGet() <= 2) {
      meet(barrier);
    }
    context.dsl().execute("UPDATE ops.target SET hits = hits + 1 WHERE id = ?", second);
    return JobResult.of(0, 2);
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("The other task did not come", e);
    }
  }

  private static void loseConnection(JobContext context) {
    context.dsl().execute(WarehouseDatabase.LOSE_CONNECTION);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
