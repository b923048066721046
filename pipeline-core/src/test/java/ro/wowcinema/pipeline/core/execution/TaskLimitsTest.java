package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.TransientFailureException;

/** What is configured for a task holds for it, and for no other. */
final class TaskLimitsTest extends DagRunnerTest {
  private static final Dag PAIR =
      Dag.named("warehouse").task("a", A.class).in("heavy").task("b", B.class).in("heavy").build();
  private static final RunnerSettings SETTINGS =
      new RunnerSettings(
              4,
              Duration.ofMinutes(5),
              new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1)),
              TestRunner.LEASE_TIME)
          .withPools(Map.of("heavy", 1));

  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger mostAtWork = new AtomicInteger();

  @Test
  void retries() throws InterruptedException {
    jobs.on(A.class, TaskLimitsTest::failsForAWhile);
    jobs.on(B.class, TaskLimitsTest::failsForAWhile);

    with(new TaskLimits(Optional.of(3), Optional.empty(), Optional.empty())).run(PAIR);

    assertThat(engine.attempts())
        .isEqualTo("a 1 failed, a 2 failed, a 3 failed, a 4 failed, b 1 failed, b 2 failed");
  }

  @Test
  void noRetry() throws InterruptedException {
    jobs.on(A.class, TaskLimitsTest::failsForAWhile);

    with(new TaskLimits(Optional.of(0), Optional.empty(), Optional.empty())).run(PAIR);

    assertThat(engine.attempts()).isEqualTo("a 1 failed, b 1 success");
  }

  @Test
  void timeout() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          sleepOnServer(context);
          return JobResult.of(0, 0);
        });

    with(new TaskLimits(Optional.empty(), Optional.of(Duration.ofMillis(300)), Optional.empty()))
        .run(PAIR);

    assertThat(engine.attempts()).isEqualTo("a 1 failed, b 1 success");
    assertThat(engine.message()).contains("timed out after PT0.3S");
  }

  @Test
  void pool() throws InterruptedException {
    jobs.on(A.class, this::atWorkTogether);
    jobs.on(B.class, this::atWorkTogether);

    with(new TaskLimits(Optional.empty(), Optional.empty(), Optional.of(TaskLimits.NO_POOL)))
        .run(PAIR);

    assertThat(mostAtWork).hasValue(2);
  }

  @Test
  void poolOfATaskThatTheDagGivesNone() throws InterruptedException {
    Dag dag = Dag.named("warehouse").task("b", B.class).in("heavy").task("a", A.class).build();
    jobs.on(A.class, this::atWorkTogether);
    jobs.on(B.class, this::atWorkTogether);

    with(new TaskLimits(Optional.empty(), Optional.empty(), Optional.of("heavy"))).run(dag);

    assertThat(mostAtWork).hasValue(1);
  }

  private TestRunner with(TaskLimits ofA) {
    return engine.with(SETTINGS.withTasks(Map.of("a", ofA)));
  }

  private static JobResult failsForAWhile(JobContext context) {
    throw new TransientFailureException("overloaded", new IllegalStateException("overloaded"));
  }

  /** Waits a while for the other one, and returns whether it arrived. */
  private JobResult atWorkTogether(JobContext context) throws InterruptedException {
    atWork.incrementAndGet();
    for (int i = 0; i < 100 && mostAtWork.get() < 2; i++) {
      mostAtWork.accumulateAndGet(atWork.get(), Math::max);
      Thread.sleep(20);
    }
    atWork.decrementAndGet();
    return JobResult.of(0, 0);
  }
}
