package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.job.InputNotReadyException;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.testing.TestClock;

/** A job that waits for a delivery is asked again until its deadline, however often that is. */
final class InputNotReadyTest extends DagRunnerTest {
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final TestClock clock = TestClock.at("2026-10-25T01:30:00Z");
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void isAskedMoreOftenThanFailuresAreRetried() throws InterruptedException {
    jobs.on(A.class, context -> comesWhenAskedFor(6));

    RunSummary summary = engine.at(clock).run(ONE_TASK);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(engine.attempts()).endsWith("a 5 failed, a 6 success");
  }

  @Test
  void failsOnceDeadlineHasPassedSinceFirstAttempt() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          clock.advance(Duration.ofMinutes(4));
          return comesWhenAskedFor(100);
        });

    RunSummary summary = engine.at(clock).run(ONE_TASK);

    // Asked at 0, 4 and 8 minutes; at 12 it is too late.
    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 failed, a 3 failed");
    assertThat(summary.tasks().get(0).message()).isEqualTo("the delivery is not complete");
  }

  @Test
  void isNotAskedAgainAtDeadlineItself() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          clock.advance(DEADLINE);
          return comesWhenAskedFor(2);
        });

    engine.at(clock).run(ONE_TASK);

    assertThat(engine.attempts()).isEqualTo("a 1 failed");
  }

  @Test
  void pauseIsNoLongerThanWhatIsLeft() throws InterruptedException {
    Duration anHour = Duration.ofHours(1);
    TestRunner patient =
        engine.with(
            new RunnerSettings(
                1, anHour, new RetryPolicy(1, anHour, anHour), TestRunner.LEASE_TIME));
    jobs.on(
        A.class,
        context -> {
          throw new InputNotReadyException("the delivery is not complete", Duration.ofMillis(300));
        });

    patient.run(ONE_TASK);

    assertThat(engine.attempts()).startsWith("a 1 failed, a 2 failed");
  }

  private JobResult comesWhenAskedFor(int time) {
    if (asked.incrementAndGet() < time) {
      throw new InputNotReadyException("the delivery is not complete", DEADLINE);
    }
    return JobResult.of(0, 0);
  }
}
