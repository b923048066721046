package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.C;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunState;

/** Which of the tasks that could start do. */
final class TaskSlotsTest extends DagRunnerTest {
  private static final Dag HEAVY_PAIR =
      Dag.named("warehouse")
          .task("a", A.class)
          .in("heavy")
          .task("b", B.class)
          .in("heavy")
          .task("c", C.class)
          .build();

  @Test
  void poolHoldsTasksBackAndLetsOthersPass() throws InterruptedException {
    CountDownLatch cIsDone = new CountDownLatch(1);
    List<String> order = new CopyOnWriteArrayList<>();
    jobs.on(
        A.class,
        context -> {
          cIsDone.await();
          order.add("a");
          return JobResult.of(0, 0);
        });
    jobs.on(B.class, context -> note(order, "b"));
    jobs.on(
        C.class,
        context -> {
          order.add("c");
          cIsDone.countDown();
          return JobResult.of(0, 0);
        });
    TestRunner pooled = engine.with(RunnerSettings.defaults().withPools(Map.of("heavy", 1)));

    assertThat(pooled.run(HEAVY_PAIR).isSuccess()).isTrue();

    assertThat(order).containsExactly("c", "a", "b");
  }

  @Test
  void higherPriorityGoesFirst() throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    jobs.on(A.class, context -> note(order, "a"));
    jobs.on(B.class, context -> note(order, "b"));
    jobs.on(C.class, context -> note(order, "c"));
    Dag dag =
        Dag.named("warehouse")
            .task("a", A.class)
            .task("b", B.class)
            .task("c", C.class)
            .priority(5)
            .build();

    engine.withParallelism(1).run(dag);

    assertThat(order).containsExactly("c", "a", "b");
  }

  @Test
  void runsOfOneProcessShareItsSlots() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          goOn.await();
          return JobResult.of(0, 0);
        });
    TestRunner one = engine.withParallelism(1);
    Dag other = Dag.named("other").task("b", B.class).build();
    RunInBackground first = RunInBackground.start(() -> one.run(ONE_TASK));
    first.awaitThat(() -> one.attempts().equals("a 1 running"));
    RunInBackground second = RunInBackground.start(() -> one.run(other));
    second.awaitThat(() -> one.taskStates().equals("a running, b queued"));

    goOn.countDown();

    assertThat(first.summary().isSuccess()).isTrue();
    assertThat(second.summary().isSuccess()).isTrue();
  }

  @Test
  void tasksThatCouldStartButForASlotAreCounted() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    jobs.on(
        A.class,
        context -> {
          goOn.await();
          return JobResult.of(0, 0);
        });
    Dag dag =
        Dag.named("warehouse")
            .task("a", A.class)
            .task("b", B.class)
            .task("c", C.class)
            .after("a")
            .build();
    TestRunner one = engine.withParallelism(1);
    assertThat(one.waitingTasks()).isZero();
    RunInBackground run = RunInBackground.start(() -> one.run(dag));

    run.awaitThat(() -> one.attempts().equals("a 1 running") && one.waitingTasks() == 1);
    one.drain();
    run.awaitThat(() -> one.waitingTasks() == 0);

    goOn.countDown();
    assertThat(run.summary().state()).isEqualTo(RunState.QUEUED);
    assertThat(one.attempts()).isEqualTo("a 1 success");
  }

  private static JobResult note(List<String> order, String task) {
    order.add(task);
    return JobResult.of(0, 0);
  }
}
