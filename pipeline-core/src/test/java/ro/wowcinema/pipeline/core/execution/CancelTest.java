package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.C;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunState;

final class CancelTest extends DagRunnerTest {
  private static final Dag DAG =
      Dag.named("warehouse")
          .task("a", A.class)
          .task("b", B.class)
          .after("a")
          .task("c", C.class)
          .after("b")
          .build();

  @Test
  void cancelsStatementOnServerAndItsSuccessors() throws InterruptedException {
    jobs.on(
        B.class,
        context -> {
          write(context, 1);
          sleepOnServer(context);
          return JobResult.of(0, 1);
        });
    RunInBackground run = RunInBackground.start(() -> engine.run(DAG));

    run.awaitThat(DagRunnerTest::isAsleepOnServer);
    engine.cancel();

    assertThat(run.summary().state()).isEqualTo(RunState.CANCELLED);
    assertThat(isAsleepOnServer()).isFalse();
    assertThat(engine.runState()).isEqualTo("cancelled");
    assertThat(engine.taskStates()).isEqualTo("a success, b cancelled, c cancelled");
    assertThat(engine.attempts()).isEqualTo("a 1 success, b 1 cancelled");
    assertThat(written()).isEmpty();
  }

  @Test
  void reachesTaskThatIsBetweenTwoStatements() throws InterruptedException {
    Dag twoAtATime = Dag.named("warehouse").task("a", A.class).task("b", B.class).build();
    CountDownLatch isBetween = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          isBetween.countDown();
          // Both are cancelled at the same time, so A's first cancellation finds nothing to cancel.
          awaitDeafly(() -> engine.attempts().contains("b 1 cancelled"));
          sleepOnServer(context);
          return JobResult.of(0, 1);
        });
    jobs.on(
        B.class,
        context -> {
          isBetween.await();
          sleepOnServer(context);
          return JobResult.of(0, 1);
        });
    RunInBackground run = RunInBackground.start(() -> engine.run(twoAtATime));

    run.awaitThat(DagRunnerTest::isAsleepOnServer);
    engine.cancel();

    assertThat(run.summary().state()).isEqualTo(RunState.CANCELLED);
    assertThat(engine.attempts()).isEqualTo("a 1 cancelled, b 1 cancelled");
  }

  @Test
  void reachesTaskThatWaitsForSomethingElseThanTheDatabase() throws InterruptedException {
    CountDownLatch isWaiting = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          write(context, 1);
          isWaiting.countDown();
          new CountDownLatch(1).await();
          return JobResult.of(0, 1);
        });
    RunInBackground run = RunInBackground.start(() -> engine.run(DAG));

    isWaiting.await();
    engine.cancel();

    assertThat(run.summary().state()).isEqualTo(RunState.CANCELLED);
    assertThat(engine.attempts()).isEqualTo("a 1 cancelled");
    assertThat(written()).isEmpty();
  }

  @Test
  void reachesTaskThatWorksOutsideTheDatabase() throws InterruptedException {
    CountDownLatch isAtWork = new CountDownLatch(1);
    jobs.on(
        B.class,
        context -> {
          isAtWork.countDown();
          return advanceUntilCancelled(context);
        });
    RunInBackground run = RunInBackground.start(() -> engine.run(DAG));

    isAtWork.await();
    engine.cancel();

    assertThat(run.summary().state()).isEqualTo(RunState.CANCELLED);
    assertThat(engine.attempts()).isEqualTo("a 1 success, b 1 cancelled");
  }

  @Test
  void cancelledRunIsTakenUpAgain() throws InterruptedException {
    jobs.on(
        A.class,
        context -> {
          sleepOnServer(context);
          return JobResult.of(0, 0);
        });
    RunInBackground run = RunInBackground.start(() -> engine.run(DAG));
    run.awaitThat(DagRunnerTest::isAsleepOnServer);
    engine.cancel();
    run.summary();
    jobs.on(A.class, context -> JobResult.of(0, 0));

    RunSummary again = engine.run(DAG);

    assertThat(again.isSuccess()).isTrue();
    assertThat(engine.attempts()).isEqualTo("a 1 cancelled, a 2 success, b 1 success, c 1 success");
  }

  @Test
  void cancellingNothingDoesNothing() throws InterruptedException {
    engine.cancel();

    assertThat(engine.run(DAG).isSuccess()).isTrue();
  }
}
