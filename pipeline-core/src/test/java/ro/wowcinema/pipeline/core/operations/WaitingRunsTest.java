package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.job.InputNotReadyException;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.core.schedule.UpstreamDag;

/** A run that waits for its delivery, or for the run of another DAG, holds nothing. */
final class WaitingRunsTest extends OperationTest {
  /** Yesterday's run was due half an hour ago, at 00:30 UTC. */
  private static final String AT_NIGHT = "2026-10-20T01:00:00Z";

  private static final Schedule DOWNLOAD =
      new Schedule(
          "download",
          LocalTime.of(1, 30),
          ZoneId.of("Europe/Bucharest"),
          CatchUp.ALL,
          Duration.ofHours(6),
          false);

  @Test
  void dateWhoseDeliveryIsThereGoesAheadOfOneThatWaits() throws InterruptedException {
    desk = at(AT_NIGHT);
    landed.withhold(YESTERDAY);
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));
    desk.runs().trigger(OperatorRequest.of("ana", "2026-10-20"));

    desk.execute();

    assertThat(desk.ledger())
        .isEqualTo("2026-10-19 queued manual asked, 2026-10-20 success manual");
    assertThat(desk.views().runs(9))
        .extracting(RunRow::date, RunRow::state, RunRow::tasks, RunRow::problem)
        .containsExactly(
            tuple(LocalDate.of(2026, 10, 20), "success", 4L, null),
            tuple(
                LocalDate.of(2026, 10, 19),
                "waiting",
                0L,
                "waits for the delivery of 2026-10-19, until 2026-10-20T03:30:00Z"));
    assertThat(desk.views().waitingRuns()).isEqualTo(1);
    assertThat(desk.views().activeRuns()).isZero();
    assertThat(warehouse.dsl().fetchValue("SELECT epoch FROM ops.dag_run WHERE run_id = 1"))
        .as("leases ever taken")
        .isEqualTo(0L);

    landed.deliver(YESTERDAY);
    desk.execute();

    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual, 2026-10-20 success manual");
    assertThat(desk.views().waitingRuns()).isZero();
  }

  @Test
  void waitingCountsFromTheDueTimeAndEndsAsFailed() throws InterruptedException {
    landed.withhold(YESTERDAY);
    loadNeedsTheDelivery();
    desk = at(AT_NIGHT);
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));
    desk = at("2026-10-20T03:29:59Z");
    desk.execute();
    assertThat(desk.ledger()).isEqualTo("2026-10-19 queued manual asked");

    desk = at("2026-10-20T03:30:00Z");
    desk.execute();

    assertThat(desk.ledger()).isEqualTo("2026-10-19 failed manual");
    assertThat(desk.tasks(YESTERDAY)).startsWith("load 1 failed, shape 0 upstream_failed");
    assertThat(warehouse.dsl().fetchValue("SELECT message FROM ops.alert"))
        .isEqualTo("Run of warehouse for 2026-10-19 failed: load: no delivery of 2026-10-19");
  }

  @Test
  void dateThatWasDueLongAgoFailsAtOnceAndHoldsUpNobody() throws InterruptedException {
    landed.withhold("2026-10-01");
    loadNeedsTheDelivery();
    desk.schedule().backfill(OperatorRequest.of("ana", "2026-10-01", "2026-10-02"));

    desk.execute();

    assertThat(desk.ledger()).isEqualTo("2026-10-01 failed backfill, 2026-10-02 success backfill");
  }

  @Test
  void runWhoseLoadIsDoneWaitsForNoDelivery() throws InterruptedException {
    desk = at(AT_NIGHT);
    landed.withhold(YESTERDAY);
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    desk.runs().markSuccess(OperatorRequest.of("ana", YESTERDAY), "load");
    desk.execute();

    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
    assertThat(desk.tasks(YESTERDAY)).startsWith("load 0 success, shape 1 success");
  }

  @Test
  void previewSaysWhatIsDeliveredAndWhatARunWaitsFor() {
    desk = at(AT_NIGHT);
    landed.withhold(YESTERDAY, "2026-10-20");
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    assertThat(desk.views().preview("2026-10-18", "2026-10-21"))
        .extracting(
            PreviewRow::state, PreviewRow::deliveries, PreviewRow::backfill, PreviewRow::note)
        .containsExactly(
            tuple("none", "test", "run", ""),
            tuple(
                "waiting",
                "none",
                "leave",
                "waits for the delivery of 2026-10-19, until 2026-10-20T03:30:00Z"),
            tuple(
                "none",
                "none",
                "run",
                "waits for the delivery of 2026-10-20, until 2026-10-21T03:30:00Z"),
            tuple("none", "test", "leave", ""));
  }

  @Test
  void runThatIsAtWorkOrOverDoesNotWait() throws InterruptedException {
    desk = at(AT_NIGHT);
    List<String> seen = new ArrayList<>();
    jobs.during(
        "load",
        context -> {
          landed.withhold(YESTERDAY);
          seen.add(desk.views().runs(1).get(0).state());
          seen.add(desk.views().preview(YESTERDAY, YESTERDAY).get(0).state());
          seen.add(Integer.toString(desk.views().waitingRuns()));
          throw new IllegalStateException("broken");
        });

    succeed(YESTERDAY);

    assertThat(seen).containsExactly("running", "running", "0");
    assertThat(desk.views().runs(1)).extracting(RunRow::state).containsExactly("failed");
    assertThat(desk.views().preview(YESTERDAY, YESTERDAY))
        .extracting(PreviewRow::state)
        .containsExactly("failed");
    assertThat(desk.views().waitingRuns()).isZero();
  }

  @Test
  void waitingRunCanBeCancelled() throws InterruptedException {
    desk = at(AT_NIGHT);
    landed.withhold(YESTERDAY);
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    desk.runs().cancel(OperatorRequest.of("ana", YESTERDAY));
    landed.deliver(YESTERDAY);
    desk.execute();

    assertThat(desk.ledger()).isEqualTo("2026-10-19 cancelled manual");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queued | waits for download of 2026-10-19, which is queued",
        "running | waits for download of 2026-10-19, which is running",
        "failed | waits for download of 2026-10-19, which is failed: rerun it, mark its tasks as done, or pause download",
        "cancelled | waits for download of 2026-10-19, which is cancelled: rerun it, mark its tasks as done, or pause download"
      })
  void runWaitsUntilTheOtherDagsRunOfTheDateHasSucceeded(String state, String said)
      throws InterruptedException {
    after(DOWNLOAD, "ratings");
    otherRun(state);
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    desk.execute();

    assertThat(desk.views().runs(1))
        .extracting(RunRow::state, RunRow::problem)
        .containsExactly(tuple("waiting", said));

    warehouse.dsl().execute("UPDATE ops.dag_run SET state = 'success' WHERE dag = 'download'");
    desk.execute();

    assertThat(desk.views().runs(1)).extracting(RunRow::state).containsExactly("success");
  }

  @Test
  void runWaitsForOneThatTheOtherDagsScheduleHasStillToAskFor() throws InterruptedException {
    after(DOWNLOAD, "ratings");
    nextDateOfTheOther(YESTERDAY);
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    desk.execute();

    assertThat(desk.views().runs(1))
        .extracting(RunRow::state, RunRow::problem)
        .containsExactly(
            tuple("waiting", "waits for download of 2026-10-19, due at 2026-10-19T22:30:00Z"));
  }

  @Test
  void runDoesNotWaitForOneThatWillNeverBe() throws InterruptedException {
    after(DOWNLOAD, "ratings");
    nextDateOfTheOther("2026-10-20");

    succeed(YESTERDAY);

    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
  }

  @Test
  void runDoesNotWaitForOneBeforeTheOtherDagsStartDate() throws InterruptedException {
    after(DOWNLOAD.startingOn(LocalDate.of(2026, 10, 20)), "ratings");
    nextDateOfTheOther(YESTERDAY);

    succeed(YESTERDAY);

    assertThat(desk.ledger()).isEqualTo("2026-10-19 success manual");
  }

  @Test
  void runDoesNotWaitForADagThatIsPaused() throws InterruptedException {
    after(DOWNLOAD, "ratings");
    otherRun("failed");
    new ScheduleTicker(warehouse.dsl()).pause(DOWNLOAD, Instant.parse(AT_NIGHT));
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    desk.execute();

    assertThat(desk.views().runs(1)).extracting(RunRow::state).containsExactly("success");
  }

  @Test
  void runThatHasReadWhatTheOtherWritesWaitsNoLonger() throws InterruptedException {
    after(DOWNLOAD, "ratings");
    succeed(YESTERDAY);
    otherRun("failed");

    desk.runs().rerunFrom(OperatorRequest.of("ana", YESTERDAY), "load");
    desk.execute();

    assertThat(desk.views().runs(1)).extracting(RunRow::state).containsExactly("success");
    assertThat(desk.tasks(YESTERDAY)).startsWith("load 2 success");

    desk.runs().rerun(OperatorRequest.of("ana", YESTERDAY));
    desk.execute();

    assertThat(desk.views().runs(1)).extracting(RunRow::state).containsExactly("waiting");
  }

  private void loadNeedsTheDelivery() {
    jobs.during(
        "load",
        context -> {
          if (landed.missing(context.logicalDate()).isPresent()) {
            throw new InputNotReadyException(
                "no delivery of " + context.logicalDate(), Duration.ZERO);
          }
        });
  }

  /** From now on the DAG comes after another one, whose writings these tasks read. */
  private void after(Schedule other, String... tasks) {
    new ScheduleTicker(warehouse.dsl()).register(other, Instant.parse("2026-10-20T09:00:00Z"));
    admission = admission(TestOperator.SCHEDULE, List.of(new UpstreamDag(other, Set.of(tasks))));
    desk = at("2026-10-20T09:00:00Z");
  }

  private static void nextDateOfTheOther(String date) {
    warehouse
        .dsl()
        .execute("UPDATE ops.dag_schedule SET next_date = ?::date WHERE dag = 'download'", date);
  }

  private static void otherRun(String state) {
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.dag_run (dag, logical_date, state, created_at)
            VALUES ('download', DATE '2026-10-19', ?, now())
            """,
            state);
  }
}
