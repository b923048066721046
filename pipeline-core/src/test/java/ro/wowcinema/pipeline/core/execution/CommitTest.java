package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunState;

/** A job's data and the record that it succeeded commit together, or neither does. */
final class CommitTest extends DagRunnerTest {
  @Test
  void dataAndSuccessAppearTogether() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          write(context, 1);
          assertThat(written()).isEmpty();
          assertThat(engine.attempts()).isEqualTo("a 1 running");
          assertThat(engine.taskStates()).isEqualTo("a running");
          return JobResult.of(7, 1).withMessage("one row");
        });

    RunSummary summary = engine.run(ONE_TASK);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(written()).isEqualTo("1");
    assertThat(engine.runState()).isEqualTo("success");
    assertThat(engine.taskStates()).isEqualTo("a success");
    assertThat(engine.attempts()).isEqualTo("a 1 success");
    assertThat(
            warehouse
                .dsl()
                .fetchValue(
                    "SELECT concat_ws(' ', rows_read, rows_written, message) FROM ops.task_attempt"))
        .isEqualTo("7 1 one row");
  }

  @Test
  void successRowIsWrittenByTransactionThatWroteData() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          write(context, 1);
          return JobResult.of(0, 1);
        });

    engine.run(ONE_TASK);

    assertThat(warehouse.dsl().fetchValue("SELECT xmin::text FROM ops.target"))
        .isEqualTo(warehouse.dsl().fetchValue("SELECT xmin::text FROM ops.task_attempt"))
        .isEqualTo(warehouse.dsl().fetchValue("SELECT xmin::text FROM ops.task_run"));
  }

  @Test
  void failedJobLeavesItsFailureAndItsLogButNoData() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          write(context, 1);
          context.log("wrote one row");
          context.log("and now");
          throw new IllegalStateException("plan 7 has no price");
        });

    RunSummary summary = engine.run(ONE_TASK);

    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(summary.tasks().get(0).message()).isEqualTo("plan 7 has no price");
    assertThat(written()).isEmpty();
    assertThat(engine.runState()).isEqualTo("failed");
    assertThat(engine.taskStates()).isEqualTo("a failed");
    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.message()).isEqualTo("plan 7 has no price");
    assertThat(warehouse.dsl().fetchValue("SELECT error_class FROM ops.task_attempt"))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(engine.logs()).isEqualTo("a 1 1 wrote one row, a 1 2 and now");
  }

  @Test
  void commitThatServerRefusesIsAFailure() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          context
              .dsl()
              .execute("CREATE TEMP TABLE once (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
          context.dsl().execute("INSERT INTO once VALUES (1), (1)");
          write(context, 1);
          return JobResult.of(0, 1);
        });

    engine.run(ONE_TASK);

    assertThat(written()).isEmpty();
    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.message()).contains("duplicate key");
  }

  @Test
  void everyKindOfErrorIsRecordedInTheLedger() throws InterruptedException {
    for (Error error : List.of(new AssertionError("broken"), new StackOverflowError("broken"))) {
      startEmpty();
      jobs.on(
          A.class,
          context -> {
            throw error;
          });

      engine.run(ONE_TASK);

      assertThat(engine.attempts()).isEqualTo("a 1 failed");
      assertThat(engine.message()).isEqualTo("broken");
    }
  }

  @Test
  void jobThatCannotBeMadeFailsItsTask() throws InterruptedException {
    Dag broken =
        Dag.named("warehouse")
            .task(
                "a",
                components -> {
                  throw new IllegalArgumentException("no job A");
                })
            .build();

    engine.run(broken);

    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.message()).isEqualTo("no job A");
  }

  @Test
  void textThatDatabaseCannotHoldDoesNotHideFailure() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          context.log("column \0 is odd");
          throw new IllegalStateException("file has \0 in it");
        });

    engine.run(ONE_TASK);

    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.message()).isEqualTo("file has \uFFFD in it");
    assertThat(engine.logs()).isEqualTo("a 1 1 column \uFFFD is odd");
  }

  @Test
  void failureWithoutWordsIsNamedByItsClass() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          throw new UnsupportedOperationException();
        });

    engine.run(ONE_TASK);

    assertThat(engine.message()).isEqualTo("java.lang.UnsupportedOperationException");
  }

  @Test
  void failureOfStatementIsReportedWithTheServersMessage() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          context.dsl().execute("SELECT * FROM ops.nowhere");
          return JobResult.of(0, 0);
        });

    engine.run(ONE_TASK);

    assertThat(engine.message())
        .startsWith("ERROR: relation \"ops.nowhere\" does not exist")
        .doesNotContain("SELECT");
  }
}
