package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static ro.wowcinema.pipeline.core.operations.TestOperator.SCHEDULE;
import static ro.wowcinema.pipeline.core.operations.TestOperator.said;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.core.schedule.TickResult;

/** Before its start date a DAG runs nothing. */
final class StartDateTest extends OperationTest {
  private static final String BY_DELIVERY =
      "before 2026-09-01, the start date of warehouse (its first delivery; schedule.warehouse-start-date sets another)";

  @AfterEach
  void forgetFiles() {
    warehouse.owner().execute("TRUNCATE ops.source_file CASCADE");
  }

  @Test
  void mistypedYearIsRefusedWithTheKey() throws InterruptedException {
    existingRun("2026-08-31");

    assertRefused(
        said(() -> desk.runs().trigger(OperatorRequest.of("ana", "1850-01-01"))), "1850-01-01");
    assertRefused(
        said(() -> desk.schedule().backfill(OperatorRequest.of("ana", "2026-08-31", YESTERDAY))),
        "2026-08-31");
    assertRefused(
        said(() -> desk.runs().rerun(OperatorRequest.of("ana", "2026-08-31"))), "2026-08-31");
    assertRefused(
        said(() -> desk.runs().rerunFailed(OperatorRequest.of("ana", "2026-08-31"))), "2026-08-31");
    assertRefused(
        said(() -> desk.runs().rerunFrom(OperatorRequest.of("ana", "2026-08-31"), "load")),
        "2026-08-31");
    assertThat(desk.actions()).hasSize(5).allMatch(action -> action.contains("refused"));
    assertThat(desk.ledger()).isEqualTo("2026-08-31 failed manual");
  }

  @Test
  void startDateItselfRuns() throws InterruptedException {
    succeed("2026-09-01");

    assertThat(desk.ledger()).isEqualTo("2026-09-01 success manual");
  }

  @Test
  void runOfBeforeCanBeCancelledAndMarked() {
    existingRun("2026-08-31");
    warehouse.dsl().execute("UPDATE ops.dag_run SET state = 'queued', requested_at = now()");

    assertThat(desk.runs().markSuccess(OperatorRequest.of("ana", "2026-08-31"), "load"))
        .contains("marked");
    assertThat(desk.runs().cancel(OperatorRequest.of("ana", "2026-08-31")))
        .contains("is cancelled");
  }

  @Test
  void previewSaysThatADateIsBeforeIt() {
    assertThat(desk.views().preview("2026-08-31", "2026-09-01"))
        .extracting(PreviewRow::date, PreviewRow::backfill, PreviewRow::note)
        .containsExactly(
            tuple(LocalDate.of(2026, 8, 31), "refuse", "2026-08-31 is " + BY_DELIVERY),
            tuple(LocalDate.of(2026, 9, 1), "run", ""));
  }

  @Test
  void configuredOneCountsWithAnyDelivery() {
    admission = admission(SCHEDULE.startingOn(LocalDate.of(2026, 10, 18)), List.of());
    desk = at("2026-10-20T09:00:00Z");

    assertThat(said(() -> desk.runs().trigger(OperatorRequest.of("ana", "2026-10-17"))))
        .isEqualTo(
            "refused: 2026-10-17 is before 2026-10-18, the start date of warehouse (schedule.warehouse-start-date).");
    assertThat(desk.runs().trigger(OperatorRequest.of("ana", "2026-10-18"))).contains("is queued");
  }

  @Test
  void scheduleAsksForNothingBeforeAConfiguredOne() {
    Schedule schedule = SCHEDULE.startingOn(LocalDate.of(2026, 10, 22));
    ScheduleTicker dates = new ScheduleTicker(warehouse.dsl());

    TickResult ticked = dates.tick(schedule, Instant.parse("2026-10-24T09:00:00Z"));

    assertThat(dates.nextDate(SCHEDULE)).isEqualTo(LocalDate.of(2026, 10, 24));
    assertThat(ticked.requested())
        .containsExactly(LocalDate.of(2026, 10, 22), LocalDate.of(2026, 10, 23));
  }

  @Test
  void deliveryThatOnlyTheLedgerKnowsCounts() {
    existingRun(YESTERDAY);
    warehouse
        .owner()
        .execute(
            """
            INSERT INTO ops.source_file (source, logical_date, file_name, path, sha256, size_bytes, state,
              lines_read, loaded, rejected, warnings, run_id, loaded_at)
            VALUES ('test', DATE '2026-08-20', 'a', 'a', 'a', 1, 'cleansed', 0, 0, 0, 0, 1, now())
            """);

    assertThat(startDate()).isEqualTo(LocalDate.of(2026, 8, 20));
  }

  @Test
  void withoutAnyDeliveryItIsTheFirstDateThatTheScheduleAskedForOrTheLastOneDue() {
    landed.first = Optional.empty();
    assertThat(startDate()).isEqualTo(LocalDate.of(2026, 10, 19));

    new ScheduleTicker(warehouse.dsl()).tick(SCHEDULE, Instant.parse("2026-10-21T09:00:00Z"));
    desk = at("2026-10-25T09:00:00Z");

    assertThat(admission.startDate(warehouse.dsl(), Instant.parse("2026-10-25T09:00:00Z")))
        .isEqualTo(LocalDate.of(2026, 10, 20));
  }

  private LocalDate startDate() {
    return admission.startDate(warehouse.dsl(), Instant.parse("2026-10-20T09:00:00Z"));
  }

  private static void assertRefused(String said, String date) {
    assertThat(said).isEqualTo("refused: %s is %s.".formatted(date, BY_DELIVERY));
  }

  private static void existingRun(String date) {
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.dag_run (dag, logical_date, state, created_at)
            VALUES ('warehouse', ?::date, 'failed', now())
            """,
            date);
  }
}
