package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Nobody saw the end of a session that the user's next one closed. */
final class UnobservedEndsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofSessionFacts(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate WINTER_TIME = LocalDate.of(2026, 10, 25);
  private static final String HEADER =
      "log_id | user_id | title_id | session_start | session_end | emitted_at\n";
  private static final Instant START = Instant.parse("2026-09-28T00:00:00Z");
  private static final int OBSERVED_MINUTES = 19 * 60;
  private static final String CHECKS =
      """
      select check_name, outcome from ops.check_result
      where check_name in ('somebody closed it', 'most elapsed time has an observed end')
      order by check_name collate "C"
      """;

  @Test
  void timeIsViewedUpToTheRuntimeWhereTheEndWasNotObserved() {
    loads
        .on(MONDAY)
        .titles("tconst | runtimeMinutes\ntt1 | 100\ntt2 |\ntt3 | 0")
        .sessions(
            HEADER
                + """
                a | 1 | tt1 | 2026-09-28T10:00:00Z | 2026-09-28T12:30:00Z | 2026-09-28T20:00:00Z
                b | 2 | tt1 | 2026-09-28T10:00:00Z |                      | 2026-09-28T20:00:00Z
                c | 3 | tt1 | 2026-09-28T12:20:00Z |                      | 2026-09-28T20:00:00Z
                d | 4 | tt2 | 2026-09-28T12:00:00Z |                      | 2026-09-28T20:00:00Z
                e | 5 | tt3 | 2026-09-28T12:00:00Z |                      | 2026-09-28T20:00:00Z
                f | 6 | tt1 | 2026-09-28T12:00:00Z |                      | 2026-09-28T20:00:00Z
                v | 2 | tt1 | 2026-09-28T13:00:00Z |                      | 2026-09-28T20:00:00Z
                w | 3 | tt1 | 2026-09-28T13:00:00Z |                      | 2026-09-28T20:00:00Z
                x | 4 | tt1 | 2026-09-28T13:00:00Z |                      | 2026-09-28T20:00:00Z
                y | 5 | tt1 | 2026-09-28T13:00:00Z |                      | 2026-09-28T20:00:00Z
                """);

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                """
                select session_id, close_reason, is_end_observed, watched_minutes, viewed_minutes, completion_ratio, is_completed
                from warehouse.fact_watch_session where session_id < 'g' order by 1
                """))
        .isEqualTo(
            rows(
                """
                a | explicit     | true  | 150 | 150 | 1 | true
                b | next_session | false | 180 | 100 | - | -
                c | next_session | false | 40  | 40  | - | -
                d | next_session | false | 60  | -   | - | -
                e | next_session | false | 60  | -   | - | -
                f | open         | false | -   | -   | - | -
                """));
  }

  /** Half past three is twice on the night on which winter time begins. */
  @Test
  void hourIsThatOfBucharest() {
    loads
        .on(WINTER_TIME)
        .sessions(
            HEADER
                + """
                a | 1 | tt1 | 2026-10-24T20:59:59Z | | 2026-10-25T20:00:00Z
                b | 2 | tt1 | 2026-10-24T21:00:00Z | | 2026-10-25T20:00:00Z
                c | 3 | tt1 | 2026-10-25T00:30:00Z | | 2026-10-25T20:00:00Z
                d | 4 | tt1 | 2026-10-25T01:30:00Z | | 2026-10-25T20:00:00Z
                e | 5 | tt1 | 2026-10-25T21:59:59Z | | 2026-10-25T20:00:00Z
                """);

    loads.run(WINTER_TIME);

    assertThat(
            loads.rows(
                "select session_id, start_hour from warehouse.fact_watch_session order by 1"))
        .isEqualTo(rows("a | 23\nb | 0\nc | 3\nd | 3\ne | 23"));
  }

  /** One of 21, an open one not counted; and as much time as that of all observed ends. */
  @Test
  void fewAreNoWarning() {
    loads.on(MONDAY).sessions(HEADER + observed() + closedByNext(100, OBSERVED_MINUTES));

    loads.run(MONDAY);

    assertThat(loads.rows(CHECKS))
        .containsExactly(
            "most elapsed time has an observed end | passed", "somebody closed it | passed");
  }

  @Test
  void moreElapsedTimeThanThatOfObservedEndsIsAWarning() {
    loads.on(MONDAY).sessions(HEADER + observed() + closedByNext(100, OBSERVED_MINUTES + 1));

    loads.run(MONDAY);

    assertThat(loads.rows(CHECKS))
        .containsExactly(
            "most elapsed time has an observed end | warned", "somebody closed it | passed");
  }

  /** Two of 23. */
  @Test
  void manyThatNobodyClosedAreAWarning() {
    loads.on(MONDAY).sessions(HEADER + observed() + closedByNext(100, 1) + closedByNext(101, 1));

    loads.run(MONDAY);

    assertThat(loads.rows(CHECKS))
        .containsExactly(
            "most elapsed time has an observed end | passed", "somebody closed it | warned");
  }

  /** Nineteen users' hours. */
  private static String observed() {
    return IntStream.rangeClosed(1, 19)
        .mapToObj(user -> line("o" + user, user, 0, START.plus(Duration.ofHours(1)).toString()))
        .collect(Collectors.joining());
  }

  /** A session that the next one closes after so long, and that one, which stays open. */
  private static String closedByNext(int user, int minutes) {
    return line("u" + user, user, 0, "") + line("n" + user, user, minutes, "");
  }

  private static String line(String logId, int user, int startMinute, String end) {
    return "%s | %d | tt1 | %s | %s | 2026-09-28T22:00:00Z\n"
        .formatted(logId, user, START.plus(Duration.ofMinutes(startMinute)), end);
  }
}
