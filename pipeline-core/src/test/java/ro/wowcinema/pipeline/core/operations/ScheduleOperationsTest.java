package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.core.operations.TestOperator.SCHEDULE;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.core.schedule.TickResult;

final class ScheduleOperationsTest extends OperationTest {
  private static final String FOUR_DAYS_LATER = "2026-10-24T09:00:00Z";

  @Test
  void pausedNoDateBecomesDue() {
    String answer = desk.schedule().pause(OperatorRequest.of("ana", ""));

    TickResult ticked = new ScheduleTicker(warehouse.dsl()).tick(SCHEDULE, later());

    assertThat(answer)
        .isEqualTo("warehouse is paused: active runs continue, and no date becomes due.");
    assertThat(ticked.requested()).isEmpty();
    assertThat(desk.ledger()).isEmpty();
    assertThat(desk.actions()).containsExactly("ana pause warehouse () done: " + answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all | 2026-10-20, 2026-10-21, 2026-10-22, 2026-10-23 | none",
        "LATEST | 2026-10-23 | 2026-10-20, 2026-10-21, 2026-10-22",
        "none | none | 2026-10-20, 2026-10-21, 2026-10-22, 2026-10-23"
      })
  void resumedItDealsWithTheDatesThatPassed(String policy, String queued, String skipped) {
    desk.schedule().pause(OperatorRequest.of("ana", ""));
    desk = at(FOUR_DAYS_LATER);

    String answer = desk.schedule().resume(OperatorRequest.of("ben", ""), policy);

    assertThat(answer)
        .isEqualTo(
            "warehouse is resumed. Queued: %s. Skipped: %s. Next: 2026-10-24."
                .formatted(queued, skipped));
    assertThat(desk.ledger())
        .isEqualTo(
            queued.equals("none")
                ? ""
                : queued.replaceAll("(\\d\\d)(,|$)", "$1 queued scheduled asked$2"));
    assertThat(desk.signalled).containsExactly("requested warehouse");
    assertThat(desk.actions())
        .contains("ben resume warehouse (%s) done: %s".formatted(policy, answer));
  }

  @Test
  void whatTheSchedulePutInTheQueueWaitsForTheEndOfAPause() throws InterruptedException {
    desk = at(FOUR_DAYS_LATER);
    new ScheduleTicker(warehouse.dsl()).tick(SCHEDULE, later());
    desk.schedule().pause(OperatorRequest.of("ana", ""));
    desk.runs().trigger(OperatorRequest.of("ana", "2026-10-18"));

    desk.execute();
    String paused = desk.ledger();
    desk.schedule().resume(OperatorRequest.of("ana", ""), "none");
    desk.execute();

    assertThat(paused).startsWith("2026-10-18 success manual, 2026-10-20 queued scheduled asked, ");
    assertThat(desk.ledger())
        .isEqualTo(
            "2026-10-18 success manual, 2026-10-20 success scheduled, 2026-10-21 success scheduled, 2026-10-22 success scheduled, 2026-10-23 success scheduled");
  }

  @Test
  void backfillRunsWhatHasNotSucceeded() throws InterruptedException {
    succeed("2026-10-15");
    fail("2026-10-16");
    desk.runs().trigger(OperatorRequest.of("ana", "2026-10-18"));

    String answer = desk.schedule().backfill(OperatorRequest.of("ana", "2026-10-15", YESTERDAY));

    assertThat(answer)
        .isEqualTo(
            "3 of 5 dates of warehouse are queued, the oldest first; the others have succeeded, run, or wait.");
    assertThat(desk.ledger())
        .isEqualTo(
            "2026-10-15 success manual, 2026-10-16 queued backfill asked, 2026-10-17 queued backfill asked, "
                + "2026-10-18 queued manual asked, 2026-10-19 queued backfill asked");
    assertThat(desk.actions())
        .contains("ana backfill warehouse (2026-10-15, 2026-10-19) done: " + answer);

    desk.execute();

    assertThat(desk.ledger()).doesNotContain("queued").doesNotContain("failed");
    assertThat(desk.tasks("2026-10-16"))
        .isEqualTo("load 1 success, shape 2 success, report 1 success, ratings 1 success");
  }

  @Test
  void backfillOfOneDateThatRunsLeavesIt() throws InterruptedException {
    jobs.during(
        "load",
        context -> desk.schedule().backfill(OperatorRequest.of("ana", YESTERDAY, YESTERDAY)));

    succeed(YESTERDAY);

    assertThat(desk.actions())
        .last()
        .asString()
        .contains("done: 0 of 1 dates of warehouse are queued");
    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
  }

  private static Instant later() {
    return Instant.parse(FOUR_DAYS_LATER);
  }
}
