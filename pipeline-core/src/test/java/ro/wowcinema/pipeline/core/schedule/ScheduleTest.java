package ro.wowcinema.pipeline.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When dates are due in Bucharest, whose clocks change on 29 March and 25 October 2026. */
final class ScheduleTest {
  private static final Schedule SCHEDULE = at("03:30");

  private static Schedule at(String time) {
    return new Schedule(
        "warehouse",
        LocalTime.parse(time),
        ZoneId.of("Europe/Bucharest"),
        CatchUp.ALL,
        Duration.ofHours(4),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    // 03:30 in winter, UTC+2.
    "2026-03-27, 2026-03-28T01:30:00Z",
    // 03:30 does not exist on 29 March; it would have been then.
    "2026-03-28, 2026-03-29T01:30:00Z",
    // 03:30 in summer, UTC+3.
    "2026-03-29, 2026-03-30T00:30:00Z",
    "2026-10-23, 2026-10-24T00:30:00Z",
    // 03:30 comes twice on 25 October; the first one.
    "2026-10-24, 2026-10-25T00:30:00Z",
    "2026-10-25, 2026-10-26T01:30:00Z",
    // Across the year.
    "2026-12-31, 2027-01-01T01:30:00Z"
  })
  void dateIsDueAtItsTimeOnTheDayAfter(LocalDate date, Instant due) {
    assertThat(SCHEDULE.dueAt(date)).isEqualTo(due);
  }

  @Test
  void everyDateHasOneInstantAndTheyAreInOrder() {
    LocalDate first = LocalDate.of(2025, 12, 1);

    for (String time :
        new String[] {"00:00", "02:59", "03:00", "03:30", "03:59", "04:00", "23:59"}) {
      Schedule schedule = at(time);
      first
          .datesUntil(first.plusYears(2))
          .forEach(
              date ->
                  assertThat(schedule.dueAt(date))
                      .as("%s at %s", date, time)
                      .isBefore(schedule.dueAt(date.plusDays(1))));
    }
  }

  @Test
  void lastDueDateChangesAtTheDueInstantAndNotBefore() {
    LocalDate first = LocalDate.of(2026, 3, 1);

    first
        .datesUntil(LocalDate.of(2026, 11, 30))
        .forEach(
            date -> {
              Instant due = SCHEDULE.dueAt(date);
              assertThat(SCHEDULE.lastDueBy(due)).isEqualTo(date);
              assertThat(SCHEDULE.lastDueBy(due.minusMillis(1))).isEqualTo(date.minusDays(1));
            });
  }
}
