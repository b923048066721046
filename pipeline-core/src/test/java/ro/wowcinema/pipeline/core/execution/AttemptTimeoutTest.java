package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class AttemptTimeoutTest extends DagRunnerTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void cancelsStatementOnServerAndFailsTask() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          write(context, 1);
          sleepOnServer(context);
          return JobResult.of(0, 1);
        });

    RunSummary summary = engine.withAttemptTimeout(SHORT).run(ONE_TASK);

    assertThat(isAsleepOnServer()).isFalse();
    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(summary.took()).isLessThan(Duration.ofSeconds(30));
    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.message()).contains("timed out after PT0.3S");
    assertThat(written()).isEmpty();
  }

  @Test
  void reachesTaskThatIsBetweenTwoStatements() throws InterruptedException {
    Dag dag = Dag.named("warehouse").task("a", A.class).task("b", B.class).build();
    jobs.on(
        A.class,
        context -> {
          // B shares the time limit: when it has failed, A's first cancellation was sent as well.
          awaitDeafly(() -> engine.attempts().contains("b 1 failed"));
          sleepOnServer(context);
          return JobResult.of(0, 1);
        });
    jobs.on(
        B.class,
        context -> {
          sleepOnServer(context);
          return JobResult.of(0, 1);
        });

    engine.withAttemptTimeout(SHORT).run(dag);

    assertThat(engine.attempts()).isEqualTo("a 1 failed, b 1 failed");
  }

  @Test
  void reachesTaskThatWaitsForSomethingElseThanTheDatabase() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          write(context, 1);
          new CountDownLatch(1).await();
          return JobResult.of(0, 1);
        });

    engine.withAttemptTimeout(SHORT).run(ONE_TASK);

    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.message()).contains("timed out after PT0.3S");
    assertThat(written()).isEmpty();
  }

  @Test
  void reachesTaskThatWorksOutsideTheDatabase() throws InterruptedException {
    jobs.on(A.class, DagRunnerTest::advanceUntilCancelled);

    engine.withAttemptTimeout(SHORT).run(ONE_TASK);

    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.message()).contains("timed out after PT0.3S");
  }

  @Test
  void isCountedSeparatelyForEachAttempt() throws InterruptedException {
    AtomicInteger attempt = new AtomicInteger();
    jobs.on(
        A.class,
        context -> {
          context.dsl().execute("SELECT pg_sleep(1.5)");
          if (attempt.incrementAndGet() < 3) {
            context.dsl().execute(WarehouseDatabase.LOSE_CONNECTION);
          }
          return JobResult.of(0, 0);
        });

    RunSummary summary = engine.withAttemptTimeout(Duration.ofSeconds(4)).run(ONE_TASK);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 failed, a 3 success");
  }
}
