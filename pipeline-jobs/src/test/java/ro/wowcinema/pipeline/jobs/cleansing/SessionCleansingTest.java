package ro.wowcinema.pipeline.jobs.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** {@link SessionRecordCleansing} and {@link SessionCleansing}. */
final class SessionCleansingTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(warehouse, "stage_sessions", "cleanse_session_records", "cleanse_sessions");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String OPENED =
      """
      log_id | user_id | title_id | session_start        | session_end | emitted_at
      a      | 7       | tt1      | 2026-09-28T18:00:00Z |             | 2026-09-28T18:00:00Z
      """;
  private static final String CLOSED =
      """
      log_id | user_id | title_id | session_start        | session_end          | rating | reaction | region_code | emitted_at
      a      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 8.5    | 1        | 13          | 2026-09-28T19:00:00Z
      """;
  private static final String SESSIONS =
      """
      select log_id, user_id, title_id, session_start, session_end, rating, reaction, region_code
      from cleansed.watch_session order by 1
      """;

  @Test
  void everyStateIsKeptAndTheLatestCounts() {
    loads.on(MONDAY).sessions(OPENED);
    loads.on(TUESDAY).sessions(CLOSED);

    loads.run(MONDAY);
    assertThat(loads.rows(SESSIONS))
        .isEqualTo(rows("a | 7 | tt1 | 2026-09-28T18:00:00Z | - | - | - | -"));

    loads.run(TUESDAY);
    assertThat(loads.rows(SESSIONS))
        .isEqualTo(
            rows("a | 7 | tt1 | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 8.5 | 1 | 13"));
    assertThat(
            loads.rows(
                "select log_id, emitted_at, logical_date from cleansed.session_record order by 2"))
        .isEqualTo(
            rows(
                """
                a | 2026-09-28T18:00:00Z | 2026-09-28
                a | 2026-09-28T19:00:00Z | 2026-09-29
                """));
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).sessions(CLOSED);
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void stateThatArrivesLateDoesNotCount() {
    loads.on(MONDAY).sessions(CLOSED);
    loads.on(TUESDAY).sessions(OPENED);

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows("select session_end from cleansed.watch_session"))
        .containsExactly("2026-09-28T19:00:00Z");
  }

  @Test
  void ofStatesEmittedAtOneInstantTheLaterFileAndInItTheLaterLineCounts() {
    String table =
        """
        log_id | user_id | title_id | session_start        | rating | emitted_at
        a      | 7       | tt1      | 2026-09-28T18:00:00Z | 1      | 2026-09-28T18:00:00Z
        a      | 7       | tt1      | 2026-09-28T18:00:00Z | %s     | 2026-09-28T21:00:00+03:00
        """;
    loads.on(TUESDAY).sessions(table.formatted("3"));
    loads.on(MONDAY).sessions(table.formatted("2"));

    loads.run(TUESDAY, MONDAY);
    assertThat(loads.rows("select rating from cleansed.watch_session")).containsExactly("3");

    loads.on(TUESDAY).sessions(OPENED.replace("a      |", "b      |"));
    loads.run(TUESDAY);
    assertThat(loads.rows("select log_id, rating from cleansed.watch_session order by 1"))
        .isEqualTo(
            rows(
                """
                a | 2
                b | -
                """));
  }

  /** PostgreSQL keeps microseconds; the later delivery would win if that were all. */
  @Test
  void ofStatesWithinAMicrosecondTheLaterInstantCountsHoweverTheyArrive() {
    String table =
        """
        log_id | user_id | title_id | session_start        | rating | emitted_at
        a      | 7       | tt1      | 2026-09-28T18:00:00Z | %s     | 2026-09-28T18:00:00.%sZ
        """;
    loads.on(MONDAY).sessions(table.formatted("3", "000000900"));
    loads.on(TUESDAY).sessions(table.formatted("2", "000000100"));

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows("select rating from cleansed.watch_session")).containsExactly("3");
    assertThat(
            loads.rows(
                "select emitted_at, emitted_nanoseconds from cleansed.session_record order by 2"))
        .containsExactly("2026-09-28T18:00:00Z | 100", "2026-09-28T18:00:00Z | 900");
  }

  @Test
  void instantsAreCutNeverRounded() {
    loads
        .on(WEDNESDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start                  | session_end                    | emitted_at
            a      | 7       | tt1      | 2026-09-30T20:59:59.9999999Z   | 2026-09-30T20:59:59.999999999Z | 2026-09-30T21:00:00Z
            """);

    loads.run(WEDNESDAY);

    assertThat(loads.rows("select session_start, session_end from cleansed.watch_session"))
        .containsExactly("2026-09-30T20:59:59.999999Z | 2026-09-30T20:59:59.999999Z");
  }

  @Test
  void explicitSessionLastsSevenDaysAtMost() {
    loads
        .on(TUESDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end              | emitted_at
            a      | 7       | tt1      | 2026-09-21T18:00:00Z | 2026-09-28T18:00:00Z     | 2026-09-28T18:00:00Z
            b      | 8       | tt1      | 2026-09-21T18:00:00Z | 2026-09-28T18:00:00.001Z | 2026-09-28T18:00:01Z
            """);

    loads.run(TUESDAY);

    assertThat(loads.rows("select log_id from cleansed.watch_session")).containsExactly("a");
    assertThat(loads.rows("select line_number, reason_code, detail from ops.quarantine"))
        .containsExactly(
            "2 | implausible_instant | the session is longer than sessions.longest (PT168H)");
  }

  @Test
  void changedFileReplacesItsStatesAndMayGoBack() {
    loads.on(MONDAY).sessions(OPENED);
    loads.on(TUESDAY).sessions(CLOSED);
    loads.run(MONDAY, TUESDAY);
    var before = loads.rows(SESSIONS);

    loads.on(TUESDAY).sessions("log_id\n");
    loads.run(TUESDAY);
    assertThat(loads.rows(SESSIONS))
        .isEqualTo(rows("a | 7 | tt1 | 2026-09-28T18:00:00Z | - | - | - | -"));

    loads.on(TUESDAY).sessions(CLOSED);
    loads.run(TUESDAY);
    assertThat(loads.rows(SESSIONS)).isEqualTo(before);

    loads.on(MONDAY).sessions("log_id\n");
    loads.on(TUESDAY).sessions("log_id\n");
    loads.run(MONDAY, TUESDAY);
    assertThat(loads.rows(SESSIONS)).isEmpty();
  }

  @Test
  void badRecordsAreSetAsideAndBadOptionalFieldsAreNot() {
    loads
        .on(MONDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | rating | reaction | region_code | emitted_at
            a      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T17:00:00Z |        |          |             | 2026-09-28T19:00:00Z
            b      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T18:00:00Z | 11     | 7        | 99          | 2026-09-28T19:00:00Z
            c      |         | tt1      | 2026-09-28T18:00:00Z |                      |        |          |             | 2026-09-28T19:00:00Z
            d      | 7       | tt1      | 2026-09-28T21:00:00  |                      |        |          |             | 2026-09-28T19:00:00Z
            e      | 7       | tt1      | 2026-09-28T18:00:00Z |                      | 0      | -1       | 42          | 2026-09-28T19:00:00Z
            !{"log_id":"f"
            """);

    loads.run(MONDAY);

    assertThat(loads.rows(SESSIONS))
        .isEqualTo(
            rows(
                """
                b | 7 | tt1 | 2026-09-28T18:00:00Z | 2026-09-28T18:00:00Z | - | -  | -
                d | 7 | tt1 | 2026-09-28T18:00:00Z | -                    | - | -  | -
                e | 7 | tt1 | 2026-09-28T18:00:00Z | -                    | 0 | -1 | 42
                """));
    assertThat(loads.rows("select line_number, reason_code from ops.quarantine order by 1"))
        .isEqualTo(
            rows(
                """
                1 | end_before_start
                3 | missing_required_field
                6 | invalid_json
                """));
    assertThat(loads.rows("select lines_read, loaded, rejected, warnings from ops.source_file"))
        .isEqualTo(rows("6 | 3 | 3 | 4"));
  }
}
