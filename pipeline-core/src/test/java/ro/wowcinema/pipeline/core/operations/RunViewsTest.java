package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunViewsTest extends OperationTest {
  @Test
  void showsTheLatestRunsFirst() throws InterruptedException {
    succeed("2026-10-17");
    fail("2026-10-18");
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    assertThat(desk.views().runs(2))
        .extracting(RunRow::date, RunRow::state, RunRow::done, RunRow::tasks, RunRow::problem)
        .containsExactly(
            tuple(LocalDate.of(2026, 10, 19), "queued", 0L, 0L, null),
            tuple(LocalDate.of(2026, 10, 18), "failed", 2L, 4L, "shape is broken"));
    assertThat(desk.views().oldestUnfinished()).contains(LocalDate.of(2026, 10, 18));
    assertThat(desk.views().activeRuns()).isZero();
  }

  @Test
  void showsTasksInTheDagsOrder() throws InterruptedException {
    fail(YESTERDAY);

    assertThat(desk.views().tasks(YESTERDAY))
        .extracting(TaskRow::task, TaskRow::rowsRead, TaskRow::rowsWritten, TaskRow::message)
        .containsExactly(
            tuple("load", 3L, 2L, ""),
            tuple("shape", null, null, "shape is broken"),
            tuple("report", null, null, null),
            tuple("ratings", 3L, 2L, ""));
  }

  @Test
  void countsAttemptsAndRowsOfTheCurrentExecution() throws InterruptedException {
    fail(YESTERDAY);
    desk.runs().rerunFrom(OperatorRequest.of("ana", YESTERDAY), "shape");

    assertThat(figures())
        .containsExactly(
            "load 1 success 3 2",
            "shape 0 queued null null",
            "report 0 queued null null",
            "ratings 1 success 3 2");

    desk.execute();
    desk.runs().rerun(OperatorRequest.of("ana", YESTERDAY));
    assertThat(figures())
        .containsExactly(
            "load 0 queued null null",
            "shape 0 queued null null",
            "report 0 queued null null",
            "ratings 0 queued null null");
    jobs.breaks("shape");
    desk.execute();

    assertThat(figures())
        .containsExactly(
            "load 1 success 3 2",
            "shape 1 failed null null",
            "report 0 upstream_failed null null",
            "ratings 1 success 3 2");
    assertThat(desk.tasks(YESTERDAY))
        .as("the history stays")
        .isEqualTo("load 2 success, shape 3 failed, report 1 upstream_failed, ratings 2 success");
  }

  @Test
  void backfillOfARunThatFailedIsANewExecutionOfWhatIsLeft() throws InterruptedException {
    fail(YESTERDAY);

    desk.schedule().backfill(OperatorRequest.of("ana", YESTERDAY, YESTERDAY));

    assertThat(figures())
        .containsExactly(
            "load 1 success 3 2",
            "shape 0 queued null null",
            "report 0 queued null null",
            "ratings 1 success 3 2");
    assertThat(desk.views().runs(1)).extracting(RunRow::problem).containsOnlyNulls();
  }

  private List<String> figures() {
    return desk.views().tasks(YESTERDAY).stream()
        .map(
            row ->
                "%s %d %s %s %s"
                    .formatted(
                        row.task(), row.attempts(), row.state(), row.rowsRead(), row.rowsWritten()))
        .toList();
  }

  @Test
  void showsWhatAttemptsSaidAndHowTheyEnded() throws InterruptedException {
    fail(YESTERDAY);
    desk.runs().rerunFailed(OperatorRequest.of("ana", YESTERDAY));
    desk.execute();

    assertThat(desk.views().logs(YESTERDAY, "shape"))
        .extracting(row -> "%d %s".formatted(row.attempt(), row.message()))
        .containsExactlyInAnyOrder(
            "1 at work", "1 failed: shape is broken", "2 at work", "2 success");
    assertThat(desk.views().logs(YESTERDAY, ""))
        .extracting(LogRow::task)
        .contains("load", "report");
  }

  @Test
  void countsRunsAtWork() throws InterruptedException {
    int[] active = new int[1];
    jobs.during("load", context -> active[0] = desk.views().activeRuns());

    succeed(YESTERDAY);

    assertThat(active[0]).isEqualTo(1);
    assertThat(desk.views().activeRuns()).isZero();
    assertThat(desk.views().oldestUnfinished()).isEmpty();
  }

  @Test
  void ofADateThatNeverRanSaysSo() {
    assertThatThrownBy(() -> desk.views().tasks(YESTERDAY))
        .isInstanceOf(OperationRefusedException.class)
        .hasMessage("warehouse never ran for 2026-10-19; trigger it.");
    assertThatThrownBy(() -> desk.views().logs("today", ""))
        .isInstanceOf(OperationRefusedException.class)
        .hasMessage("'today' is not a date; write YYYY-MM-DD.");
    assertThat(desk.actions()).isEmpty();
  }
}
