package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.core.operations.TestOperator.said;

import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.job.JobContext;

/** What each operation does to the ledger, and what a daemon makes of that. */
final class RunOperationsTest extends OperationTest {
  @Test
  void triggerHasADateRun() throws InterruptedException {
    String answer = desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    assertThat(answer).isEqualTo("Run 1 of warehouse for 2026-10-19 is queued.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 queued manual asked");
    assertThat(desk.signalled).containsExactly("requested warehouse");
    assertThat(desk.actions())
        .containsExactly("ana trigger warehouse (2026-10-19) done: " + answer);

    desk.execute();

    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
    assertThat(desk.tasks(YESTERDAY))
        .isEqualTo("load 1 success, shape 1 success, report 1 success, ratings 1 success");
  }

  @Test
  void triggerTakesToday() {
    desk.runs().trigger(OperatorRequest.of("ana", " 2026-10-20 "));

    assertThat(desk.ledger()).isEqualTo("2026-10-20 queued manual asked");
  }

  @Test
  void rerunRunsEveryTaskAgain() throws InterruptedException {
    succeed(YESTERDAY);

    String answer = desk.runs().rerun(OperatorRequest.of("ben", YESTERDAY));

    assertThat(answer).isEqualTo("Run 1 of warehouse for 2026-10-19 is queued again: all tasks.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 queued manual asked");
    assertThat(desk.actions()).contains("ben rerun warehouse (2026-10-19) done: " + answer);

    desk.execute();

    assertThat(desk.tasks(YESTERDAY))
        .isEqualTo("load 2 success, shape 2 success, report 2 success, ratings 2 success");
  }

  @Test
  void rerunFailedLeavesWhatSucceeded() throws InterruptedException {
    fail(YESTERDAY);
    assertThat(desk.tasks(YESTERDAY))
        .isEqualTo("load 1 success, shape 1 failed, report 0 upstream_failed, ratings 1 success");

    String answer = desk.runs().rerunFailed(OperatorRequest.of("ana", YESTERDAY));
    desk.execute();

    assertThat(answer)
        .isEqualTo("Run 1 of warehouse for 2026-10-19 is queued again: shape, report.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
    assertThat(desk.tasks(YESTERDAY))
        .isEqualTo("load 1 success, shape 2 success, report 1 success, ratings 1 success");
  }

  @Test
  void rerunFromATaskLeavesWhatIsBeforeIt() throws InterruptedException {
    succeed(YESTERDAY);

    String answer = desk.runs().rerunFrom(OperatorRequest.of("ana", YESTERDAY), "shape");
    desk.execute();

    assertThat(answer)
        .isEqualTo("Run 1 of warehouse for 2026-10-19 is queued again: shape and the 1 after it.");
    assertThat(desk.actions())
        .contains("ana rerunFrom warehouse (2026-10-19, shape) done: " + answer);
    assertThat(desk.tasks(YESTERDAY))
        .isEqualTo("load 1 success, shape 2 success, report 2 success, ratings 1 success");
  }

  @Test
  void markSuccessLetsTasksDownstreamRun() throws InterruptedException {
    fail(YESTERDAY);

    String answer = desk.runs().markSuccess(OperatorRequest.of("ana", YESTERDAY), "shape");

    assertThat(answer)
        .isEqualTo(
            "shape of warehouse for 2026-10-19 is marked as done; rerunFailed then runs the tasks downstream.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 failed manual");

    desk.runs().rerunFailed(OperatorRequest.of("ana", YESTERDAY));
    desk.execute();

    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
    assertThat(desk.tasks(YESTERDAY))
        .isEqualTo("load 1 success, shape 1 success, report 1 success, ratings 1 success");
  }

  @Test
  void markSuccessOfAllThatIsLeftEndsTheRun() throws InterruptedException {
    fail(YESTERDAY);
    desk.runs().markSuccess(OperatorRequest.of("ana", YESTERDAY), "shape");

    String answer = desk.runs().markSuccess(OperatorRequest.of("ana", YESTERDAY), "report");

    assertThat(answer)
        .isEqualTo("report is marked as done, and with it the run of warehouse for 2026-10-19.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
  }

  @Test
  void cancelTakesAWaitingRunOutOfTheQueue() throws InterruptedException {
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    String answer = desk.runs().cancel(OperatorRequest.of("ana", YESTERDAY));
    desk.execute();

    assertThat(answer)
        .isEqualTo("Run 1 of warehouse for 2026-10-19 is cancelled before it started.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 cancelled manual");
    assertThat(desk.tasks(YESTERDAY)).isEmpty();
  }

  @Test
  void rerunFailedResumesARunThatWasCancelledBeforeItStarted() throws InterruptedException {
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));
    desk.runs().cancel(OperatorRequest.of("ana", YESTERDAY));

    String answer = desk.runs().rerunFailed(OperatorRequest.of("ana", YESTERDAY));
    desk.execute();

    assertThat(answer)
        .isEqualTo(
            "Run 1 of warehouse for 2026-10-19 is queued again: load, shape, report, ratings.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
  }

  @Test
  void cancelEndsARunAtWork() throws InterruptedException {
    jobs.during(
        "shape",
        context -> {
          desk.runs().cancel(OperatorRequest.of("ben", YESTERDAY));
          advanceUntilCancelled(context);
        });
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    desk.execute();

    assertThat(desk.signalled).contains("cancelled warehouse 2026-10-19");
    assertThat(desk.actions())
        .contains(
            "ben cancel warehouse (2026-10-19) done: Run 1 of warehouse for 2026-10-19 is being cancelled.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 cancelled manual");
    assertThat(desk.tasks(YESTERDAY))
        .isEqualTo("load 1 success, shape 1 cancelled, report 0 cancelled, ratings 0 cancelled");
  }

  @Test
  void cancelReachesARunWhoseProcessDiedBeforeAnotherTakesItUp() throws InterruptedException {
    // What an expired lease leaves: the run failed, and is still requested.
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));
    warehouse.dsl().execute("UPDATE ops.dag_run SET state = 'failed'");

    String answer = said(() -> desk.runs().cancel(OperatorRequest.of("ana", YESTERDAY)));
    desk.execute();

    assertThat(answer)
        .isEqualTo("Run 1 of warehouse for 2026-10-19 is cancelled before it started.");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 cancelled manual");
  }

  private static void advanceUntilCancelled(JobContext context) {
    while (true) {
      context.advance(0);
      Thread.onSpinWait();
    }
  }
}
