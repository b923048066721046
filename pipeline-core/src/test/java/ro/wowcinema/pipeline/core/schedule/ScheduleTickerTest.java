package ro.wowcinema.pipeline.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Walks through time as a daemon does, tick by tick, on a real ledger. */
final class ScheduleTickerTest {
  private static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private final ScheduleTicker dates = new ScheduleTicker(warehouse.dsl());

  @BeforeEach
  void clearLedger() {
    warehouse.owner().execute("TRUNCATE ops.dag_run, ops.dag_schedule, ops.alert CASCADE");
  }

  private static Schedule schedule(CatchUp catchUp) {
    return new Schedule(
        "warehouse", LocalTime.of(3, 30), BUCHAREST, catchUp, Duration.ofHours(4), false);
  }

  /** Ticks every quarter of an hour and returns at which tick each date was requested. */
  private Map<LocalDate, Instant> walk(Schedule schedule, Instant from, Instant to) {
    Map<LocalDate, Instant> asked = new TreeMap<>();
    Stream.iterate(from, now -> !now.isAfter(to), now -> now.plus(Duration.ofMinutes(15)))
        .forEach(
            now ->
                dates
                    .tick(schedule, now)
                    .requested()
                    .forEach(date -> assertThat(asked.put(date, now)).isNull()));
    return asked;
  }

  /** Of a DAG whose runs wait for nothing. */
  private static RunQueue queue(Schedule schedule) {
    Admission admission =
        new Admission(
            schedule,
            "schedule.warehouse-start-date",
            new NoDeliveries(),
            Optional.empty(),
            List.of());
    return new RunQueue(
        warehouse.dsl(),
        List.of(admission),
        Clock.fixed(Instant.parse("2026-11-25T09:00:00Z"), ZoneOffset.UTC));
  }

  private static final class NoDeliveries implements Deliveries {
    @Override
    public Optional<LocalDate> first() {
      return Optional.empty();
    }

    @Override
    public String of(LocalDate date) {
      return "none";
    }

    @Override
    public Optional<String> missing(LocalDate date) {
      return Optional.of("a delivery that never arrives");
    }
  }

  private List<String> runs() {
    return warehouse
        .dsl()
        .fetch("SELECT logical_date || ' ' || run_type || ' ' || state FROM ops.dag_run ORDER BY 1")
        .getValues(0, String.class);
  }

  @Test
  void eachDateOfBothClockChangesRunsOnceWhenItIsDue() {
    Schedule schedule = schedule(CatchUp.NONE);
    Instant start = Instant.parse("2026-02-28T22:00:00Z");
    dates.register(schedule, start);

    Map<LocalDate, Instant> asked = walk(schedule, start, Instant.parse("2026-11-01T03:00:00Z"));

    LocalDate.of(2026, 2, 28)
        .datesUntil(LocalDate.of(2026, 11, 1))
        .forEach(date -> assertThat(asked).containsEntry(date, schedule.dueAt(date)));
    assertThat(runs()).hasSize(asked.size()).hasSize(246);
    assertThat(asked)
        .containsEntry(LocalDate.of(2026, 3, 28), Instant.parse("2026-03-29T01:30:00Z"))
        .containsEntry(LocalDate.of(2026, 10, 24), Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Test
  void yearEndsAndTheNextOneBegins() {
    Schedule schedule = schedule(CatchUp.NONE);
    Instant start = Instant.parse("2026-12-30T12:00:00Z");
    dates.register(schedule, start);

    Map<LocalDate, Instant> asked = walk(schedule, start, Instant.parse("2027-01-02T12:00:00Z"));

    assertThat(asked)
        .containsExactly(
            Map.entry(LocalDate.of(2026, 12, 30), Instant.parse("2026-12-31T01:30:00Z")),
            Map.entry(LocalDate.of(2026, 12, 31), Instant.parse("2027-01-01T01:30:00Z")),
            Map.entry(LocalDate.of(2027, 1, 1), Instant.parse("2027-01-02T01:30:00Z")));
  }

  @Test
  void newScheduleBeginsWithTheNextDueDate() {
    Schedule schedule = schedule(CatchUp.ALL);

    dates.register(schedule, Instant.parse("2026-11-24T12:00:00Z"));
    dates.register(schedule, Instant.parse("2026-11-30T12:00:00Z"));

    assertThat(dates.tick(schedule, Instant.parse("2026-11-24T12:00:00Z")))
        .isEqualTo(TickResult.NOTHING);
    assertThat(dates.nextDate(schedule)).isEqualTo("2026-11-24");
  }

  /** Down from before 22 November is due until after 24 November is: three dates. */
  private TickResult afterThreeDaysDown(CatchUp catchUp, String now) {
    Schedule schedule = schedule(catchUp);
    dates.register(schedule, Instant.parse("2026-11-22T12:00:00Z"));
    return dates.tick(schedule, Instant.parse(now));
  }

  @Test
  void downtimeIsCaughtUpWithWholly() {
    TickResult ticked = afterThreeDaysDown(CatchUp.ALL, "2026-11-25T09:00:00Z");

    assertThat(ticked.requested())
        .extracting(LocalDate::toString)
        .containsExactly("2026-11-22", "2026-11-23", "2026-11-24");
    assertThat(ticked.skipped()).isEmpty();
    assertThat(runs())
        .containsExactly(
            "2026-11-22 scheduled queued",
            "2026-11-23 scheduled queued",
            "2026-11-24 scheduled queued");
  }

  @Test
  void downtimeIsCaughtUpWithByTheLatestDate() {
    TickResult ticked = afterThreeDaysDown(CatchUp.LATEST, "2026-11-25T09:00:00Z");

    assertThat(runs()).containsExactly("2026-11-24 scheduled queued");
    assertThat(ticked.skipped())
        .extracting(LocalDate::toString)
        .containsExactly("2026-11-22", "2026-11-23");
  }

  @Test
  void downtimeIsNotCaughtUpWith() {
    TickResult ticked = afterThreeDaysDown(CatchUp.NONE, "2026-11-25T09:00:00Z");

    assertThat(runs()).isEmpty();
    assertThat(ticked.skipped()).hasSize(3);
    assertThat(dates.nextDate(schedule(CatchUp.NONE))).isEqualTo("2026-11-25");
  }

  @Test
  void withoutCatchUpDateThatIsJustDueStillRuns() {
    afterThreeDaysDown(CatchUp.NONE, "2026-11-25T01:35:00Z");

    assertThat(runs()).containsExactly("2026-11-24 scheduled queued");
  }

  @Test
  void pausedDagHasNoDateDueUntilItIsResumedByAnyPolicy() {
    for (CatchUp policy : CatchUp.values()) {
      clearLedger();
      Schedule schedule = schedule(CatchUp.ALL);
      dates.register(schedule, Instant.parse("2026-11-20T12:00:00Z"));
      assertThat(dates.pause(schedule, Instant.parse("2026-11-20T12:00:00Z"))).isTrue();

      assertThat(dates.tick(schedule, Instant.parse("2026-11-24T09:00:00Z")))
          .isEqualTo(TickResult.NOTHING);
      Instant resumed = Instant.parse("2026-11-24T09:30:00Z");
      List<LocalDate> preview = dates.wouldRun(schedule, policy, resumed);
      TickResult ticked = dates.resume(schedule, policy, resumed);

      assertThat(preview).as(policy.word()).isEqualTo(ticked.requested());
      assertThat(ticked.requested()).as(policy.word()).hasSize(expectedOf(policy));
      assertThat(runs()).hasSize(expectedOf(policy));
      assertThat(dates.nextDate(schedule)).isEqualTo("2026-11-24");
      assertThat(dates.tick(schedule, resumed)).isEqualTo(TickResult.NOTHING);
    }
  }

  private static int expectedOf(CatchUp policy) {
    return switch (policy) {
      case ALL -> 4;
      case LATEST -> 1;
      case NONE -> 0;
    };
  }

  @Test
  void twoNodesThatTickAtOnceAskForEachDateOnce() {
    Schedule schedule = schedule(CatchUp.ALL);
    dates.register(schedule, Instant.parse("2026-10-01T12:00:00Z"));

    List<LocalDate> asked = new ArrayList<>();
    Stream.generate(() -> schedule)
        .limit(8)
        .parallel()
        .map(one -> dates.tick(one, Instant.parse("2026-10-11T12:00:00Z")).requested())
        .forEach(
            some -> {
              synchronized (asked) {
                asked.addAll(some);
              }
            });

    assertThat(asked).hasSize(10).doesNotHaveDuplicates();
    assertThat(runs()).hasSize(10);
  }

  @Test
  void dateThatSomebodyRanBeforeStaysAsItIs() {
    Schedule schedule = schedule(CatchUp.ALL);
    dates.register(schedule, Instant.parse("2026-11-22T12:00:00Z"));
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.dag_run (dag, logical_date, state, created_at) VALUES
              ('warehouse', DATE '2026-11-22', 'success', TIMESTAMPTZ '2026-11-22 12:00Z'),
              ('warehouse', DATE '2026-11-23', 'queued', TIMESTAMPTZ '2026-11-22 12:00Z')
            """);

    dates.tick(schedule, Instant.parse("2026-11-25T09:00:00Z"));

    assertThat(runs())
        .containsExactly(
            "2026-11-22 manual success", "2026-11-23 manual queued", "2026-11-24 scheduled queued");
    assertThat(queue(schedule).next("warehouse")).contains(LocalDate.of(2026, 11, 23));
  }

  @Test
  void lateRunIsReportedOnceAndFinishedOneNever() {
    Schedule schedule = schedule(CatchUp.ALL);
    dates.register(schedule, Instant.parse("2026-11-22T12:00:00Z"));
    dates.tick(schedule, Instant.parse("2026-11-24T01:30:00Z"));
    warehouse
        .dsl()
        .execute("UPDATE ops.dag_run SET state = 'success' WHERE logical_date = '2026-11-22'");
    Deadlines deadlines = new Deadlines(warehouse.dsl());

    assertThat(deadlines.check(schedule, Instant.parse("2026-11-24T05:29:59Z"))).isEmpty();
    assertThat(deadlines.check(schedule, Instant.parse("2026-11-24T05:30:00Z")))
        .containsExactly(LocalDate.of(2026, 11, 23));
    assertThat(deadlines.check(schedule, Instant.parse("2026-11-24T06:00:00Z"))).isEmpty();
    assertThat(
            warehouse
                .dsl()
                .fetch("SELECT message FROM ops.alert WHERE kind = 'deadline_missed'")
                .getValues(0, String.class))
        .containsExactly(
            "Deadline missed: run of warehouse for 2026-11-23 not finished by 2026-11-24T07:30+02:00[Europe/Bucharest]");
  }

  @Test
  void whatPeopleAskForDoesNotWaitForPausedSchedule() {
    Schedule schedule = schedule(CatchUp.ALL);
    dates.register(schedule, Instant.parse("2026-11-22T12:00:00Z"));
    dates.tick(schedule, Instant.parse("2026-11-24T01:30:00Z"));
    dates.pause(schedule, Instant.parse("2026-11-24T01:31:00Z"));
    RunQueue queue = queue(schedule);
    assertThat(queue.next("warehouse")).isEmpty();

    warehouse
        .dsl()
        .execute("UPDATE ops.dag_run SET run_type = 'manual' WHERE logical_date = '2026-11-23'");
    assertThat(queue.next("warehouse")).contains(LocalDate.of(2026, 11, 23));

    warehouse
        .dsl()
        .execute("UPDATE ops.dag_run SET state = 'running' WHERE logical_date = '2026-11-22'");
    assertThat(queue.next("warehouse")).isEmpty();
  }
}
