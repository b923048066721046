package ro.wowcinema.pipeline.jobs.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Small landing zones made after faults that people reported in other products. */
final class DeliveryCasesTest {
  private static final String ACCOUNTS =
      """
      select logical_date, file_name, lines_read, loaded, duplicates, rejected
      from ops.source_file where source = 'platform' and file_name <> 'plans.csv'
      order by logical_date, file_name
      """;
  private static final String REFUSED =
      """
      select f.file_name, q.line_number, q.reason_code, q.column_name
      from ops.quarantine as q join ops.source_file as f using (source_file_id)
      order by f.logical_date, f.file_name, q.line_number
      """;
  private static final String SESSIONS =
      """
      select session_id, session_start, close_reason, round(watched_minutes, 2)
      from warehouse.fact_watch_session order by session_id
      """;

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads = LoadFixture.ofReports(warehouse).withMaxRejectRatio(0.95);

  @Test
  void openSessionOf1970IsRefused() throws IOException {
    load("epoch-open", "2026-07-01");

    assertThat(loads.rows(REFUSED))
        .containsExactly("sessions.jsonl | 1 | implausible_instant | session_start");
    assertThat(loads.rows("select raw_line from ops.quarantine"))
        .singleElement()
        .asString()
        .contains("\"o1970\"");
    assertThat(loads.rows(SESSIONS)).containsExactly("n | 2026-07-01T10:00:00Z | explicit | 60");
    assertThat(
            loads.rows(
                "select distinct period_month from mart.report_session_duration where period_month is not null"))
        .containsExactly("2026-07-01");
  }

  @Test
  void instantsAreReadAsDatabasesAndDataFramesPrintThem() throws IOException {
    load("time-formats", "2026-03-01");

    assertThat(loads.rows(ACCOUNTS))
        .isEqualTo(
            rows(
                """
                2026-03-01 | sessions.jsonl | 27 | 12 | 0 | 15
                2026-03-01 | users.csv      | 14 | 9  | 0 | 5
                """));
    assertThat(loads.rows(SESSIONS))
        .isEqualTo(
            rows(
                """
                a-z        | 2026-03-01T10:00:00Z        | explicit | 30
                b-off      | 2026-03-01T10:00:00Z        | explicit | 30
                c-lower    | 2026-03-01T10:00:00Z        | explicit | 30
                d-micros   | 2026-03-01T10:00:00.123456Z | explicit | 30.01
                e-nanos    | 2026-03-01T10:00:00.123456Z | explicit | 30.01
                f-space    | 2026-03-01T10:00:00Z        | explicit | 30
                g-basicoff | 2026-03-01T10:00:00Z        | explicit | 30
                h-shortoff | 2026-03-01T10:00:00Z        | explicit | 30
                i-nosec    | 2026-03-01T10:00:00Z        | explicit | 30
                x-minus0   | 2026-03-01T10:00:00Z        | explicit | 30
                z-nstie    | 2026-03-01T15:00:00Z        | explicit | 50
                """));
    assertThat(
            loads.rows(
                "select session_end from warehouse.fact_watch_session where session_id = 'e-nanos'"))
        .containsExactly("2026-03-01T10:30:00.999999Z");
    assertThat(loads.rows(REFUSED))
        .isEqualTo(
            rows(
                """
                sessions.jsonl | 10 | malformed_required_field | session_start
                sessions.jsonl | 11 | malformed_required_field | session_start
                sessions.jsonl | 12 | implausible_instant      | session_start
                sessions.jsonl | 13 | implausible_instant      | session_start
                sessions.jsonl | 14 | malformed_required_field | session_start
                sessions.jsonl | 15 | malformed_required_field | session_start
                sessions.jsonl | 16 | malformed_required_field | session_start
                sessions.jsonl | 17 | malformed_required_field | session_start
                sessions.jsonl | 18 | implausible_instant      | session_start
                sessions.jsonl | 19 | implausible_instant      | session_start
                sessions.jsonl | 20 | malformed_required_field | session_start
                sessions.jsonl | 21 | malformed_required_field | session_start
                sessions.jsonl | 22 | malformed_required_field | session_start
                sessions.jsonl | 23 | malformed_required_field | session_start
                sessions.jsonl | 25 | malformed_required_field | session_start
                users.csv      | 5  | implausible_instant      | updated_at
                users.csv      | 6  | implausible_instant      | updated_at
                users.csv      | 7  | malformed_required_field | updated_at
                users.csv      | 8  | malformed_required_field | subscription_start_date
                users.csv      | 11 | malformed_required_field | subscription_start_date
                """));
    assertThat(
            loads.rows(
                """
                select user_id, plan_id, subscription_start_date, subscription_end_date, birth_year
                from warehouse.dim_user where is_current and user_id > 0 and not is_inferred order by user_id
                """))
        .isEqualTo(
            rows(
                """
                1  | 1 | 2026-01-01 | -          | 1990
                2  | 3 | 2026-01-01 | -          | 1990
                7  | 2 | 1990-06-01 | 1999-12-31 | 1990
                8  | 2 | 2026-01-01 | -          | 1990
                10 | 1 | 2026-01-01 | -          | -
                11 | 1 | 2026-01-01 | -          | 2027
                12 | 1 | 2026-01-01 | -          | 1850
                13 | 1 | 2026-01-01 | -          | 1990
                """));
    // An end that never comes is no malformed date.
    assertThat(
            loads.rows(
                "select w.line_number from ops.field_warning as w where column_name = 'subscription_end_date'"))
        .containsExactly("15");
  }

  @Test
  void sessionsOfEveryLength() throws IOException {
    load("session-lengths", "2025-12-31", "2026-03-31");

    assertThat(loads.rows(REFUSED))
        .isEqualTo(
            rows(
                """
                sessions.jsonl | 5  | end_before_start    | -
                sessions.jsonl | 6  | implausible_instant | session_end
                sessions.jsonl | 18 | implausible_instant | session_start
                """));
    assertThat(loads.rows(ACCOUNTS + " limit 1"))
        .containsExactly("2025-12-31 | sessions.jsonl | 18 | 14 | 1 | 3");
    // A blank at the end of a log's id is part of it.
    assertThat(
            loads.rows(
                "select '<' || session_id || '>', close_reason, round(watched_minutes, 2) from warehouse.fact_watch_session order by session_id collate \"C\""))
        .isEqualTo(
            rows(
                """
                <L-DUP>                  | explicit     | 20
                <a-overlap-tv>           | explicit     | 120
                <b-overlap-phone>        | explicit     | 30
                <c-open-overlap>         | next_session | 75
                <d-zero>                 | explicit     | 0
                <g-30h>                  | explicit     | 1800
                <h-newyear>              | explicit     | 140
                <i-open-forgotten>       | next_session | 128820
                <j-same-start-1>         | next_session | 60
                <j-same-start-2>         | next_session | 60
                <k-after-same>           | explicit     | 20
                <l-dup>                  | explicit     | 20
                <l-dup >                 | explicit     | 20
                <m-emitted-before-start> | open         | -
                <o-months-later>         | explicit     | 30
                """));
    assertThat(
            loads.rows(
                "select distinct outcome from ops.check_result where check_name like '%longer than a day%' and outcome <> 'passed'"))
        .hasSize(1);
  }

  @Test
  void subscriptionsThatEndAndBeginAgain() throws IOException {
    load("subscription-life", "2026-02-10", "2026-03-31");

    assertThat(
            loads.rows(
                """
                select plan_name, currency_code, subscribers, net_amount
                from mart.report_revenue_by_plan where month = date '2026-03-01' order by 1, 2
                """))
        .isEqualTo(
            rows(
                """
                Bronze | RON | 7 | 118.93
                Bronze | USD | 1 | 3.39
                Gold   | USD | 4 | 26.36
                Silver | USD | 4 | 16.76
                """));
    assertThat(
            loads.rows(
                """
                select new_subscribers, churned_subscribers, subscribers_at_end
                from mart.report_subscriber_growth where month = date '2026-03-01'
                """))
        .containsExactly("1 | 4 | 13");
    assertThat(
            loads.rows(
                """
                select subscribers_at_start, churned from mart.report_churn_by_segment
                where month = date '2026-03-01' and segment = 'plan' and value = 'Bronze'
                """))
        .containsExactly("8 | 3");
    assertThat(
            loads.rows(
                "select plan_id, is_offered from warehouse.dim_plan where is_current and plan_id > 0 order by 1"))
        .containsExactly("1 | true", "2 | false", "3 | true");
  }

  @Test
  void daysOfBothChangeOvers() throws IOException {
    load("dst-bucharest", "2026-03-28", "2026-03-29", "2026-10-25");

    assertThat(
            loads.rows(
                """
                select session_id, start_date_key, round(watched_minutes, 2), p.plan_id
                from warehouse.fact_watch_session as f join warehouse.dim_plan as p using (plan_key) order by session_id
                """))
        .isEqualTo(
            rows(
                """
                au-a-first       | 20261025 | 60      | 1
                au-b-noffset     | 20261025 | 180     | 1
                au-c-backwards   | 20261025 | 20      | 1
                au-d-25h         | 20261025 | 1499.98 | 1
                au-e-2359        | 20261025 | 10.02   | 3
                au-f-0000        | 20261026 | 10      | 3
                au-g-asof-before | 20261025 | 5       | 2
                au-h-asof-after  | 20261025 | 5       | 3
                au-i-nooff-change | 20261025 | 5       | 1
                pre-1            | 20260328 | 30.02   | 1
                sp-a-offset      | 20260329 | 60      | 1
                sp-b-nooffset    | 20260329 | 60      | 1
                sp-c-gap         | 20260329 | 15      | 1
                sp-d-midnight    | 20260330 | 60      | 1
                sp-e-lastmin     | 20260329 | 10.02   | 1
                sp-f-first       | 20260329 | 10      | 1
                """));
    assertThat(
            loads.rows(
                """
                select user_id, plan_id, valid_from from warehouse.dim_user
                where user_id in (2, 3) and valid_from > '2026-01-02Z' order by 1, 3
                """))
        .isEqualTo(
            rows(
                """
                2 | 2 | 2026-03-29T20:59:59Z
                2 | 3 | 2026-10-25T01:15:00Z
                3 | 3 | 2026-03-29T21:00:00Z
                3 | 1 | 2026-10-25T00:15:00Z
                """));
  }

  private void load(String name, String... dates) throws IOException {
    copy(Path.of("src/test/resources/cases", name, "landing"), loads.folder());
    loads.run(Stream.of(dates).map(LocalDate::parse).toArray(LocalDate[]::new));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> copyFile(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void copyFile(Path file, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(file, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
