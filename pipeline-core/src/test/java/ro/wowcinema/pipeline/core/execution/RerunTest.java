package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Running a date again is another attempt of the same run; nothing that was is forgotten. */
final class RerunTest extends DagRunnerTest {
  private final AtomicInteger round = new AtomicInteger();

  @Test
  void keepsAttemptsAndLogsOfEarlierRounds() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          context.log("round " + round.incrementAndGet());
          if (round.get() == 1) {
            throw new IllegalStateException("broken");
          }
          return JobResult.of(0, 0);
        });

    RunSummary first = engine.run(ONE_TASK);
    RunSummary second = engine.run(ONE_TASK);
    engine.run(ONE_TASK);

    assertThat(first.state()).isEqualTo(RunState.FAILED);
    assertThat(second.state()).isEqualTo(RunState.SUCCESS);
    assertThat(second.runId()).isEqualTo(first.runId());
    assertThat(engine.attempts()).isEqualTo("a 1 failed, a 2 success, a 3 success");
    assertThat(engine.logs()).isEqualTo("a 1 1 round 1, a 2 1 round 2, a 3 1 round 3");
    assertThat(warehouse.dsl().fetchValue("SELECT earlier_attempts FROM ops.task_run"))
        .as("those of earlier executions")
        .isEqualTo(2);
    assertThat(engine.runState()).isEqualTo("success");
  }

  @Test
  void countsRetriesOfEachRoundSeparately() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          context.dsl().execute(WarehouseDatabase.LOSE_CONNECTION);
          return JobResult.of(0, 0);
        });

    engine.run(ONE_TASK);
    RunSummary second = engine.run(ONE_TASK);

    assertThat(second.tasks().get(0).attempts()).isEqualTo(3);
    assertThat(engine.attempts())
        .isEqualTo("a 1 failed, a 2 failed, a 3 failed, a 4 failed, a 5 failed, a 6 failed");
  }

  @Test
  void eachRoundHasItsOwnEpoch() throws InterruptedException {
    engine.run(ONE_TASK);
    engine.run(ONE_TASK);

    assertThat(
            warehouse
                .dsl()
                .fetchValue(
                    "SELECT string_agg(epoch::text, ',' ORDER BY attempt) FROM ops.task_attempt"))
        .isEqualTo("1,2");
  }

  @Test
  void everyDateHasItsOwnRun() throws InterruptedException {
    RunSummary first = engine.run(RunRequest.all(ONE_TASK, TestRunner.DAY));
    RunSummary second = engine.run(RunRequest.all(ONE_TASK, TestRunner.DAY.plusDays(1)));

    assertThat(second.runId()).isNotEqualTo(first.runId());
    assertThat(engine.attempts()).isEqualTo("a 1 success, a 1 success");
  }
}
