package ro.wowcinema.pipeline.core.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.db.ConnectionLimits;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.operations.OperatorActions;
import ro.wowcinema.pipeline.core.testing.BlackHole;

/** Connections that carry no more data, although neither end closed them. */
final class BlackHoleTest extends DagRunnerTest {
  private static final Dag DAG =
      Dag.named("warehouse").task("a", A.class).task("b", B.class).after("a").build();
  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2));

  /** Longer than it takes to find and close a dead connection, by far. */
  private static final int LONG_SECONDS = 6;

  private final CountDownLatch isAtWork = new CountDownLatch(1);
  private final CountDownLatch isSwallowed = new CountDownLatch(1);
  private final CountDownLatch isEndOfAttemptNoticed = new CountDownLatch(1);
  private final AtomicInteger attempt = new AtomicInteger();
  private BlackHole path;
  private Database database;

  @BeforeEach
  void openThroughProxy() {
    path = new BlackHole(warehouse.connectionInfo());
    database = Database.open(path.connectionInfo(), 6, LIMITS);
    engine = engine(Duration.ofMinutes(1));
    // The path is tested by a connection that was there before it died.
    await().until(this::isPathTested);
  }

  @AfterEach
  void close() {
    path.close();
    database.close();
    // A statement whose path died with the server's answer continues to sleep, also during the next
    // test.
    warehouse.asSuperuser(
        dsl ->
            dsl.fetch(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event = 'PgSleep'
                """));
  }

  @Test
  void lostAnswerEndsAttemptAndRunContinuesOverNewConnections() throws Exception {
    jobs.on(A.class, context -> atFirst(() -> sleep(context, 1)));
    RunInBackground run = start();

    path.swallowExisting();

    assertContinues(run);
  }

  @Test
  void statementThatNeverReachesServerEndsAttempt() throws Exception {
    jobs.on(
        A.class,
        context ->
            atFirst(
                () -> {
                  isSwallowed.await();
                  sleep(context, 0);
                }));
    RunInBackground run = start();

    path.swallowExisting();
    isSwallowed.countDown();

    assertContinues(run);
  }

  @Test
  void statementThatServerStillExecutesEndsWithItsPath() throws Exception {
    jobs.on(A.class, context -> atFirst(() -> sleep(context, 600)));
    RunInBackground run = start();
    run.awaitThat(DagRunnerTest::isAsleepOnServer);

    path.swallowExisting();

    assertContinues(run);
    // The server learns a moment later that nobody waits any more.
    await().until(() -> !isAsleepOnServer());
  }

  @Test
  void copyThatNobodyTakesEndsAttemptAndItsLocks() throws Exception {
    jobs.on(A.class, context -> atFirst(() -> copyForEver(context)));
    RunInBackground run = start();

    path.swallowExisting();

    assertContinues(run);
    // Waits without end where the lost session still has its lock.
    warehouse.owner().execute("TRUNCATE ops.target");
  }

  @Test
  void silenceOfAllConnectionsCostsOneAttemptIfNewOnesWorkInTime() throws Exception {
    jobs.on(A.class, context -> atFirst(() -> sleep(context, 600)));
    RunInBackground run = start();

    path.swallowAll();
    run.awaitThat(() -> isEndOfAttemptNoticed.getCount() == 0);
    path.passNew();

    assertContinues(run);
  }

  @Test
  void silenceOfAllConnectionsEndsRunThatHasWaitedForLongEnough() throws Exception {
    engine = engine(Duration.ofSeconds(3));
    jobs.on(A.class, context -> atFirst(() -> sleep(context, 600)));
    RunInBackground run = start();

    path.swallowAll();

    assertThat(run.failure())
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("became unavailable during run ");
  }

  @Test
  void longStatementOfHealthyConnectionRunsToItsEnd() throws Exception {
    jobs.on(
        A.class,
        context -> {
          sleep(context, LONG_SECONDS);
          return JobResult.of(0, 0);
        });

    assertThat(engine.run(DAG).isSuccess()).isTrue();

    assertThat(TestRunner.of(warehouse.database(), jobs).attempts())
        .isEqualTo("a 1 success, b 1 success");
  }

  @Test
  void longStatementOfNewConnectionSurvivesDeathOfOlderOnes() throws Exception {
    CountDownLatch isOnNewConnection = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          if (attempt.incrementAndGet() == 1) {
            isAtWork.countDown();
            sleep(context, 600);
          }
          isOnNewConnection.countDown();
          sleep(context, LONG_SECONDS);
          return JobResult.of(0, 0);
        });
    RunInBackground run = start();

    path.swallowExisting();

    assertThat(isOnNewConnection.await(20, TimeUnit.SECONDS)).isTrue();
    assertContinues(run);
  }

  @Test
  void runIsCancelledMeanwhile() throws Exception {
    jobs.on(A.class, context -> atFirst(() -> sleep(context, 600)));
    RunInBackground run = start();
    run.awaitThat(DagRunnerTest::isAsleepOnServer);

    path.swallowExisting();
    engine.cancel();

    assertThat(run.summary().state()).isEqualTo(RunState.CANCELLED);
    // The server learns a moment later that nobody waits any more.
    await().until(() -> !isAsleepOnServer());
  }

  @Test
  void heartbeatsContinueOverNewConnections() throws Exception {
    jobs.on(A.class, context -> atFirst(() -> sleep(context, 600)));
    RunInBackground run = start();

    path.swallowExisting();
    Object before = heartbeat();

    // The run's lease is three seconds, and here only its heartbeats can be late.
    run.awaitThat(() -> !heartbeat().equals(before));
    assertContinues(run);
  }

  private TestRunner engine(Duration databasePatience) {
    return TestRunner.of(database, jobs)
        .with(
            new RunnerSettings(
                4,
                Map.of(),
                Duration.ofMinutes(5),
                // One retry only: however long the silence is, it takes no more.
                new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(20)),
                Duration.ofSeconds(3),
                databasePatience));
  }

  private RunInBackground start() throws InterruptedException {
    RunInBackground run = RunInBackground.start(() -> engine.run(DAG));
    assertThat(isAtWork.await(20, TimeUnit.SECONDS)).isTrue();
    return run;
  }

  private void assertContinues(RunInBackground run) throws InterruptedException {
    assertThat(run.summary().isSuccess()).isTrue();
    TestRunner direct = TestRunner.of(warehouse.database(), jobs);
    assertThat(direct.attempts()).isEqualTo("a 1 failed, a 2 success, b 1 success");
    assertThat(direct.runState()).isEqualTo("success");
  }

  private JobResult atFirst(Work work) throws IOException, SQLException, InterruptedException {
    if (attempt.incrementAndGet() == 1) {
      isAtWork.countDown();
      try {
        work.run();
      } finally {
        isEndOfAttemptNoticed.countDown();
      }
    }
    return JobResult.of(0, 0);
  }

  private static void sleep(JobContext context, int seconds) {
    context.dsl().execute("SELECT pg_sleep({0})", DSL.inline(seconds));
  }

  private static void copyForEver(JobContext context) throws SQLException, IOException {
    byte[] rows = "1\t1\n".repeat(1000).getBytes(UTF_8);
    try (OutputStream out =
        new PGCopyOutputStream(
            context.connection().unwrap(PGConnection.class), "COPY ops.target FROM STDIN")) {
      while (true) {
        out.write(rows);
      }
    }
  }

  @Test
  void operatorsCancelWhileAllConnectionsOfThePoolAreDead() throws Exception {
    jobs.on(A.class, context -> atFirst(() -> sleep(context, 600)));
    RunInBackground run = start();

    path.swallowExisting();

    String answer =
        new OperatorActions(database.promptDsl(), Clock.systemUTC())
            .perform(
                new OperatorActions.Action("ana", "cancel", Optional.empty(), ""),
                tx -> {
                  tx.execute(
                      "UPDATE ops.dag_run SET cancel_requested_at = now() WHERE state = 'running'");
                  return "It is being cancelled.";
                });
    assertThat(answer).isEqualTo("It is being cancelled.");
    // The heartbeat finds it, over a new connection too.
    assertThat(run.summary().state()).isEqualTo(RunState.CANCELLED);
  }

  private boolean isPathTested() {
    return warehouse
        .asSuperuser(
            dsl ->
                dsl.fetch(
                        "SELECT client_port FROM pg_stat_activity WHERE state = 'idle' AND query = 'SELECT 1'")
                    .getValues(0, Integer.class))
        .stream()
        .anyMatch(path.portsAtServer()::contains);
  }

  private static Object heartbeat() {
    return warehouse.dsl().fetchValue("SELECT heartbeat_at FROM ops.dag_run");
  }

  /** What an attempt does. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, SQLException, InterruptedException;
  }
}
