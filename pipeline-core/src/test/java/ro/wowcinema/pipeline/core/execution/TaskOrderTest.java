package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.InvalidDagException;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.C;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.D;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.E;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.F;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.RunState;

/** Which tasks run, in which order, and what becomes of the run. */
final class TaskOrderTest extends DagRunnerTest {
  private static final List<Class<? extends Job>> JOBS =
      List.of(A.class, B.class, C.class, D.class, E.class, F.class);

  /** a → b → d, a → c → d; e on its own. */
  private static final Dag DIAMOND =
      Dag.named("warehouse")
          .task("a", A.class)
          .task("b", B.class)
          .after("a")
          .task("c", C.class)
          .after("a")
          .task("d", D.class)
          .after("b", "c")
          .task("e", E.class)
          .build();

  @Test
  void tasksStartOnlyAfterWhatIsUpstream() throws InterruptedException {
    List<String> log = new CopyOnWriteArrayList<>();
    jobs.on(A.class, context -> log(log, "a"));
    jobs.on(B.class, context -> log(log, "b"));
    jobs.on(C.class, context -> log(log, "c"));
    jobs.on(D.class, context -> log(log, "d"));

    RunSummary summary = engine.run(DIAMOND);

    assertThat(log).startsWith("a").endsWith("d").containsOnlyOnce("b", "c").hasSize(4);
    assertThat(summary.tasks())
        .extracting(TaskOutcome::task)
        .containsExactly("a", "b", "c", "d", "e");
    assertThat(engine.taskStates())
        .isEqualTo("a success, b success, c success, d success, e success");
  }

  @Test
  void asManyTasksAtATimeAsAllowedAndNeverMore() throws InterruptedException {
    Dag dag =
        Dag.named("warehouse")
            .task("a", A.class)
            .task("b", B.class)
            .task("c", C.class)
            .task("d", D.class)
            .task("e", E.class)
            .task("f", F.class)
            .build();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier pair = new CyclicBarrier(2);
    JOBS.forEach(job -> jobs.on(job, context -> inPairs(context, running, most, pair)));

    RunSummary summary = engine.withParallelism(2).run(dag);

    // No task gets past the barrier alone: two at a time were really there, three times.
    assertThat(summary.isSuccess()).isTrue();
    assertThat(most).hasValue(2);
  }

  @Test
  void tasksDownstreamOfAFailureAreSkippedAndTheRestRuns() throws InterruptedException {
    jobs.on(B.class, context -> fail());

    RunSummary summary = engine.run(DIAMOND);

    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(engine.taskStates())
        .isEqualTo("a success, b failed, c success, d upstream_failed, e success");
    assertThat(engine.attempts()).doesNotContain("d ");
    assertThat(summary.tasks().get(3).message()).isEqualTo("b did not succeed");
  }

  @Test
  void upstreamFailureGoesDownTheWholeChain() throws InterruptedException {
    jobs.on(A.class, context -> fail());

    engine.run(DIAMOND);

    assertThat(engine.taskStates())
        .isEqualTo("a failed, b upstream_failed, c upstream_failed, d upstream_failed, e success");
  }

  @Test
  void runFailsAlsoWhereFailedTaskHasSuccessfulTasksBesideIt() throws InterruptedException {
    jobs.on(E.class, context -> fail());

    RunSummary summary = engine.run(DIAMOND);

    assertThat(summary.state()).isEqualTo(RunState.FAILED);
    assertThat(engine.runState()).isEqualTo("failed");
    assertThat(engine.taskStates())
        .isEqualTo("a success, b success, c success, d success, e failed");
  }

  @Test
  void skippedCountsAsDone() throws InterruptedException {
    jobs.on(A.class, context -> JobResult.skipped("nothing new"));

    RunSummary summary = engine.run(DIAMOND);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(summary.tasks().get(0).message()).isEqualTo("nothing new");
    assertThat(engine.taskStates())
        .isEqualTo("a skipped, b success, c success, d success, e success");
    assertThat(engine.attempts()).startsWith("a 1 skipped");
  }

  @Test
  void someTasksRunAsIfWhatIsUpstreamWereDone() throws InterruptedException {
    RunSummary summary = engine.runOnly(DIAMOND, "b", "d");

    assertThat(summary.tasks()).extracting(TaskOutcome::task).containsExactly("b", "d");
    assertThat(summary.isSuccess()).isTrue();
    assertThat(summary.state()).isEqualTo(RunState.QUEUED);
    assertThat(engine.taskStates()).isEqualTo("a queued, b success, c queued, d success, e queued");
  }

  @Test
  void runStaysFailedUntilEveryTaskThatFailedIsRepaired() throws InterruptedException {
    jobs.on(B.class, context -> fail());
    engine.run(DIAMOND);
    jobs.on(B.class, context -> JobResult.of(0, 0));

    assertThat(engine.runOnly(DIAMOND, "b").state()).isEqualTo(RunState.FAILED);
    assertThat(engine.runOnly(DIAMOND, "d").state()).isEqualTo(RunState.SUCCESS);
  }

  @Test
  void askingForTaskThatDagDoesNotHaveNamesThoseItHas() {
    assertThatThrownBy(() -> engine.runOnly(DIAMOND, "zz"))
        .isInstanceOf(InvalidDagException.class)
        .hasMessage("DAG warehouse has no task zz; its tasks are a, b, c, d, e");
  }

  @Test
  void jobsReceiveDateAndForce() throws InterruptedException {
    List<String> told = new CopyOnWriteArrayList<>();
    jobs.on(A.class, context -> log(told, context.logicalDate() + " " + context.force()));

    engine.run(RunRequest.all(ONE_TASK, TestRunner.DAY));
    engine.run(RunRequest.all(ONE_TASK, TestRunner.DAY.plusDays(1)).forced(true));

    assertThat(told).containsExactly("2026-10-25 false", "2026-10-26 true");
  }

  private static JobResult fail() {
    throw new IllegalStateException("broken");
  }

  private static JobResult log(List<String> log, String line) {
    log.add(line);
    return JobResult.of(0, 0);
  }

  private static JobResult inPairs(
      JobContext context, AtomicInteger running, AtomicInteger most, CyclicBarrier pair)
      throws InterruptedException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      pair.await(20, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("No second task came", e);
    }
    context.dsl().execute("SELECT pg_sleep(0.05)");
    running.decrementAndGet();
    return JobResult.of(0, 0);
  }
}
