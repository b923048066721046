package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.db.embedded.EmbeddedServer;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.warehouse.Migrations;

/** A server that is killed in the middle of a run. */
@Timeout(120)
final class DatabaseOutageTest {
  private static final Dag DAG =
      Dag.named("warehouse").task("a", A.class).task("b", B.class).after("a").build();
  private static final Duration SECONDS = Duration.ofSeconds(3);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @TempDir static Path home;

  private final CountDownLatch isAtWork = new CountDownLatch(1);
  private final AtomicInteger attempt = new AtomicInteger();
  private final ScriptedJobs jobs = new ScriptedJobs();
  private EmbeddedServer server;
  private Database database;

  @BeforeEach
  void startServer() {
    server = EmbeddedServer.open(home);
    try (Database owned = Database.openAsLogin(server.connectionInfo(), 2)) {
      Migrations.migrate(owned.dataSource());
      owned.dsl().execute("TRUNCATE ops.dag_run CASCADE");
    }
    database = Database.open(server.connectionInfo(), 6);
  }

  @AfterEach
  void stopServer() {
    database.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void endsRunWhereServerStaysAway() throws Exception {
    jobs.on(A.class, this::sleepAtFirst);
    RunInBackground run = start(SECONDS);

    kill();

    assertThat(run.failure())
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("became unavailable during run ")
        .hasMessageContaining("of warehouse for 2026-10-25")
        .hasMessageContaining("the same command then resumes the run");
  }

  @Test
  void endsRunWhoseJobsDoNotNoticeThatServerIsAway() throws Exception {
    jobs.on(
        A.class,
        context -> {
          isAtWork.countDown();
          new CountDownLatch(1).await();
          return JobResult.of(0, 0);
        });
    RunInBackground run = start(SECONDS);

    kill();

    assertThat(run.failure()).isInstanceOf(DatabaseUnavailableException.class);
  }

  @Test
  void resumesWhereServerReturnsInTime() throws Exception {
    jobs.on(A.class, this::sleepAtFirst);
    RunInBackground run = start(A_MINUTE);

    kill();
    restart();

    assertThat(run.summary().isSuccess()).isTrue();
    TestRunner engine = TestRunner.of(database, jobs);
    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 success, b 1 success");
    assertThat(engine.runState()).isEqualTo("success");
  }

  private RunInBackground start(Duration patience) throws InterruptedException {
    TestRunner engine =
        TestRunner.of(database, jobs)
            .with(
                new RunnerSettings(
                    4,
                    Map.of(),
                    Duration.ofMinutes(5),
                    // One retry only: however long the outage is, it takes no more.
                    new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(20)),
                    Duration.ofSeconds(1),
                    patience));
    RunInBackground run = RunInBackground.start(() -> engine.run(DAG));
    assertThat(isAtWork.await(20, TimeUnit.SECONDS)).isTrue();
    // Commits do not wait for the disk: without this, the crash takes the lease with it.
    try (Database superuser = Database.openAsLogin(server.connectionInfo(), 1)) {
      superuser.dsl().execute("CHECKPOINT");
    }
    return run;
  }

  private JobResult sleepAtFirst(JobContext context) {
    if (attempt.incrementAndGet() == 1) {
      isAtWork.countDown();
      context.dsl().execute("SELECT pg_sleep(60)");
    }
    return JobResult.of(0, 0);
  }

  private void kill() throws Exception {
    long pid = Long.parseLong(Files.readAllLines(postmasterFile()).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().get(20, TimeUnit.SECONDS);
    // A process has the server once only.
    server.close();
    server = null;
  }

  /** Its sessions hold on to the shared memory for a moment, and no new server starts till then. */
  private void restart() {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreException(DatabaseUnavailableException.class)
        .until(
            () -> {
              server = EmbeddedServer.open(home);
              return true;
            });
  }

  private static Path postmasterFile() {
    return home.resolve("postgres").resolve("postmaster.pid");
  }
}
