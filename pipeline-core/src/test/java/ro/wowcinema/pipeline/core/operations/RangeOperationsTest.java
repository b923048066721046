package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.core.operations.TestOperator.said;

import org.junit.jupiter.api.Test;

/** Operations on a range do what they can for each date, and give their reason. */
final class RangeOperationsTest extends OperationTest {
  private static final OperatorRequest WEEK = OperatorRequest.of("ana", "2026-10-13", YESTERDAY);

  @Test
  void oneCancelEndsAMistypedBackfill() throws InterruptedException {
    succeed("2026-10-15");
    desk.schedule().backfill(WEEK);
    desk.signalled.clear();

    String answer = desk.runs().cancel(WEEK);
    desk.execute();

    assertThat(answer)
        .isEqualTo(
            "6 of 7 dates of warehouse are cancelled, or being cancelled where they run. The others are left as they are, the first because: The run of warehouse for 2026-10-15 is success: there is nothing to cancel.");
    assertThat(desk.ledger())
        .isEqualTo(
            "2026-10-13 cancelled backfill, 2026-10-14 cancelled backfill, 2026-10-15 success manual, "
                + "2026-10-16 cancelled backfill, 2026-10-17 cancelled backfill, "
                + "2026-10-18 cancelled backfill, 2026-10-19 cancelled backfill");
    assertThat(desk.actions())
        .last()
        .asString()
        .startsWith("ana cancel warehouse (2026-10-13, 2026-10-19) done");
    assertThat(desk.signalled)
        .startsWith("cancelled warehouse 2026-10-13")
        .endsWith("cancelled warehouse 2026-10-19");
  }

  @Test
  void rerunRunsWhatRanOfARange() throws InterruptedException {
    succeed("2026-10-14");
    succeed("2026-10-16");

    String answer = desk.runs().rerun(WEEK);
    desk.execute();

    assertThat(answer)
        .isEqualTo(
            "2 of 7 dates of warehouse are queued again. The others are left as they are, the first because: warehouse never ran for 2026-10-13; trigger it.");
    assertThat(desk.ledger()).isEqualTo("2026-10-14 success manual, 2026-10-16 success manual");
    assertThat(desk.tasks("2026-10-16"))
        .isEqualTo("load 2 success, shape 2 success, report 2 success, ratings 2 success");
  }

  @Test
  void rerunOfWhatFailedAndOfATaskTakeARangeToo() throws InterruptedException {
    fail("2026-10-14");
    succeed("2026-10-16");

    assertThat(desk.runs().rerunFailed(WEEK)).startsWith("1 of 7 dates of warehouse are queued");
    desk.execute();
    assertThat(desk.runs().rerunFrom(WEEK, "report"))
        .startsWith("2 of 7 dates of warehouse are queued again.");
    desk.execute();

    assertThat(desk.tasks("2026-10-14"))
        .isEqualTo("load 1 success, shape 2 success, report 2 success, ratings 1 success");
    assertThat(desk.tasks("2026-10-16"))
        .isEqualTo("load 1 success, shape 1 success, report 2 success, ratings 1 success");
  }

  @Test
  void markSuccessTakesARange() throws InterruptedException {
    fail("2026-10-14");
    fail("2026-10-15");

    String answer =
        desk.runs().markSuccess(OperatorRequest.of("ana", "2026-10-14", "2026-10-15"), "shape");

    assertThat(answer)
        .isEqualTo(
            "2 of 2 dates of warehouse have shape marked as done; rerunFailed then runs the tasks downstream.");
    assertThat(desk.tasks("2026-10-15")).contains("shape 1 success");
  }

  @Test
  void triggerTakesARange() {
    assertThat(desk.runs().trigger(OperatorRequest.of("ana", "2026-10-18", YESTERDAY)))
        .isEqualTo("2 of 2 dates of warehouse are queued.");
    assertThat(desk.ledger())
        .isEqualTo("2026-10-18 queued manual asked, 2026-10-19 queued manual asked");
  }

  @Test
  void rangeWithoutAnEligibleDateIsRefused() {
    assertThat(said(() -> desk.runs().cancel(WEEK)))
        .isEqualTo(
            "refused: None of the 7 dates is eligible: warehouse never ran for 2026-10-13; trigger it.");
    assertThat(said(() -> desk.runs().cancel(OperatorRequest.of("ana", YESTERDAY, "2026-10-18"))))
        .isEqualTo("refused: 2026-10-18 is before 2026-10-19.");
    assertThat(desk.signalled).isEmpty();
  }

  @Test
  void reasonIsRecordedForEveryOutcome() {
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY).because(" ticket 12 "));
    desk.schedule().pause(OperatorRequest.of("ana", "").because("night shift"));
    desk.schedule().backfill(OperatorRequest.of("ana", YESTERDAY, YESTERDAY).because("  "));
    said(() -> desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY).because("again")));

    assertThat(
            warehouse
                .dsl()
                .fetch(
                    "SELECT concat_ws(' ', action, outcome, coalesce(reason, '-')) FROM ops.operator_action ORDER BY action_id")
                .getValues(0, String.class))
        .containsExactly(
            "trigger done ticket 12",
            "pause done night shift",
            "backfill done -",
            "trigger refused again");
  }

  @Test
  void endlessReasonIsRefusedAndNotKept() {
    assertThat(
            said(
                () ->
                    desk.runs()
                        .trigger(OperatorRequest.of("ana", YESTERDAY).because("x".repeat(501)))))
        .isEqualTo("refused: A reason has at most 500 characters, and this one has 501.");
    assertThat(desk.ledger()).isEmpty();
    assertThat(warehouse.dsl().fetchValue("SELECT length(reason) FROM ops.operator_action"))
        .isEqualTo(501);

    assertThat(desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY).because("x".repeat(500))))
        .contains("is queued");
  }
}
