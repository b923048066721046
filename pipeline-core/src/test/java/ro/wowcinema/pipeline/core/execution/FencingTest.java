package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.AttemptId;
import ro.wowcinema.pipeline.core.ledger.AttemptLedger;
import ro.wowcinema.pipeline.core.ledger.AttemptSessions;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.LeaseLedger;
import ro.wowcinema.pipeline.core.ledger.LeaseLostException;
import ro.wowcinema.pipeline.core.ledger.RunLedger;

/** A process that was thought dead and comes back can commit nothing over its successor. */
final class FencingTest extends DagRunnerTest {
  private static final Dag DAG =
      Dag.named("warehouse").task("a", A.class).task("b", B.class).after("a").build();

  private static final String SUCCESSOR = "other-host/1/successor";

  @Test
  void commitIsRefusedAfterAnotherProcessTookTheRun() {
    jobs.on(
        A.class,
        context -> {
          write(context, 1);
          takeOver();
          return JobResult.of(0, 1);
        });

    assertThatThrownBy(() -> engine.run(DAG))
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContaining("was taken over by another process");

    assertThat(written()).isEmpty();
    assertThat(engine.attempts()).isEqualTo("a 1 lost");
    assertThat(engine.runState()).isEqualTo("running");
    assertThat(owner()).isEqualTo(SUCCESSOR);
  }

  @Test
  void failureIsNotRecordedOverSuccessor() {
    jobs.on(
        A.class,
        context -> {
          takeOver();
          throw new IllegalStateException("broken");
        });

    assertThatThrownBy(() -> engine.run(DAG)).isInstanceOf(LeaseLostException.class);

    assertThat(engine.attempts()).isEqualTo("a 1 lost");
    assertThat(owner()).isEqualTo(SUCCESSOR);
  }

  @Test
  void nextTaskIsNotStarted() {
    jobs.on(
        B.class,
        context -> {
          throw new AssertionError("b was started");
        });
    RunListener successor =
        new RunListener() {
          @Override
          public void taskFinished(TaskOutcome outcome) {
            takeOver();
          }
        };

    assertThatThrownBy(() -> engine.run(DAG, successor)).isInstanceOf(LeaseLostException.class);

    assertThat(engine.attempts()).isEqualTo("a 1 success");
  }

  @Test
  void heartbeatNoticesLossWhileJobIsAtWork() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          sleepOnServer(context);
          return JobResult.of(0, 0);
        });
    RunInBackground run =
        RunInBackground.start(() -> engine.withLeaseTime(Duration.ofSeconds(1)).run(DAG));
    run.awaitThat(DagRunnerTest::isAsleepOnServer);

    takeOver();

    assertThat(run.failure()).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void commitThatHasPassedTheFenceIsWaitedFor() throws SQLException, InterruptedException {
    LeaseLedger leases =
        new LeaseLedger(warehouse.database(), Clock.systemUTC(), TestRunner.LEASE_TIME);
    RunLedger runs = new RunLedger(warehouse.dsl(), Clock.systemUTC());
    AttemptLedger attempts = new AttemptLedger(warehouse.dsl(), Clock.systemUTC());
    Lease lease = leases.take("warehouse", TestRunner.DAY, "other-host/1/first");
    runs.queue(lease, List.of("a"), List.of("a"));
    AttemptId attempt = attempts.begin(lease, "a");
    RunInBackground successor;
    try (Connection connection = warehouse.database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      attempts.succeed(
          DSL.using(connection, SQLDialect.POSTGRES), lease, attempt, JobResult.of(0, 0));

      successor =
          RunInBackground.start(
              () -> {
                takeOver();
                return null;
              });
      successor.awaitThat(FencingTest::isSomebodyWaitingForLock);
      connection.commit();
    }

    assertThat(successor.summary()).isNull();
    assertThat(engine.attempts()).isEqualTo("a 1 success");
    assertThat(owner()).isEqualTo(SUCCESSOR);
  }

  @Test
  void sessionOfExpiredProcessIsEndedSoThatItsSuccessorNeedNotWaitForItsLocks() throws Exception {
    LeaseLedger leases =
        new LeaseLedger(warehouse.database(), Clock.systemUTC(), TestRunner.LEASE_TIME);
    Lease lease = leases.take("warehouse", TestRunner.DAY, "other-host/1/frozen");
    Lease another = new Lease(lease.runId(), "other-host/2/alive", lease.epoch() + 1);
    try (Connection frozen = transactionOf(lease);
        Connection alive = transactionOf(another)) {

      takeOver();

      assertThat(frozen.isValid(20)).isFalse();
      assertThat(alive.isValid(20)).isTrue();
    }
  }

  @Test
  void jobBetweenTwoStatementsDoesNotRunConcurrentlyWithItsSuccessor() throws InterruptedException {
    CountDownLatch isAtWork = new CountDownLatch(1);
    CountDownLatch runIsOver = new CountDownLatch(1);
    CompletableFuture<Boolean> wentOn = new CompletableFuture<>();
    jobs.on(
        A.class,
        context -> {
          isAtWork.countDown();
          awaitDespiteInterruption(runIsOver);
          wentOn.complete(isAnswered(context));
          return JobResult.of(0, 0);
        });
    RunInBackground run =
        RunInBackground.start(() -> engine.withLeaseTime(Duration.ofSeconds(1)).run(DAG));
    isAtWork.await();

    takeOver();

    assertThat(run.failure()).isInstanceOf(LeaseLostException.class);
    runIsOver.countDown();
    assertThat(wentOn.join()).isFalse();
  }

  private static boolean isAnswered(JobContext context) {
    try {
      context.dsl().selectOne().fetch();
      return true;
    } catch (DataAccessException e) {
      return false;
    }
  }

  private static void awaitDespiteInterruption(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // A job that computes does not notice either.
      }
    }
  }

  private static Connection transactionOf(Lease lease) throws SQLException {
    ConnectionInfo info = warehouse.connectionInfo();
    Connection connection =
        DriverManager.getConnection(info.url(), info.user(), info.password().orElse(""));
    connection.setAutoCommit(false);
    AttemptSessions.name(DSL.using(connection, SQLDialect.POSTGRES), lease);
    return connection;
  }

  private static boolean isSomebodyWaitingForLock() {
    return (boolean)
        warehouse.asSuperuser(
            dsl ->
                dsl.fetchValue(
                    """
                SELECT EXISTS (
                  SELECT FROM pg_stat_activity
                  WHERE datname = current_database() AND wait_event_type = 'Lock')
                """));
  }

  /** As another process does, an hour of silence later. */
  private static void takeOver() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    try {
      new LeaseLedger(warehouse.database(), later, TestRunner.LEASE_TIME)
          .take("warehouse", TestRunner.DAY, SUCCESSOR);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object owner() {
    return warehouse.dsl().fetchValue("SELECT owner FROM ops.dag_run");
  }
}
