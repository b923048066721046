package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Sessions of an erased user are coarsened to the date, and no daily total changes. */
final class ErasedSessionsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  @TempDir private Path home;

  /** Two changes on one day, sessions before, between and after, and one that each next closes. */
  @BeforeEach
  void load() {
    loads
        .on(MONDAY)
        .plans(
            "plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD\n2 | Silver | 5.99 | USD\n3 | Gold | 11.99 | USD\n");
    loads
        .on(MONDAY)
        .users(
            """
            user_id | region_code | plan_id | subscription_start_date | updated_at
            7       | 12          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            7       | 12          | 2       | 2026-09-01              | 2026-09-27T21:00:00Z
            7       | 13          | 3       | 2026-09-01              | 2026-09-27T21:00:01Z
            7       | 13          | 1       | 2026-09-01              | 2026-09-28T17:00:00Z
            8       | 12          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    loads
        .on(MONDAY)
        .sessions(
            """
            log_id | user_id | title_id  | session_start               | session_end          | rating | emitted_at
            a      | 7       | tt0000001 | 2026-09-27T20:59:59.123456Z |                      | 8      | 2026-09-28T10:00:00Z
            b      | 7       | tt0000002 | 2026-09-27T21:00:00Z        |                      |        | 2026-09-28T10:00:01Z
            c      | 7       | tt0000003 | 2026-09-28T16:59:59Z        | 2026-09-28T18:30:00Z | 3      | 2026-09-28T18:30:00Z
            d      | 7       | tt0000004 | 2026-09-28T17:00:00Z        |                      |        | 2026-09-28T18:30:00Z
            e      | 7       | tt0000005 | 2026-09-28T19:07:11Z        |                      | 5      | 2026-09-28T19:30:00Z
            x      | 8       | tt0000001 | 2026-09-28T18:00:00Z        |                      | 6      | 2026-09-28T19:30:01Z
            """);
    loads.run(MONDAY);
    loads.on(TUESDAY).users("user_id | plan_id | subscription_start_date | updated_at\n");
    loads
        .on(TUESDAY)
        .sessions(
            """
            log_id | user_id | title_id  | session_start        | session_end | rating | emitted_at
            f      | 7       | tt0000001 | 2026-09-29T20:00:00Z |             | 8      | 2026-09-29T20:00:00Z
            """);
    loads.run(TUESDAY);
  }

  @Test
  void sessionStartsAreCoarsenedToTheDay() throws IOException {
    erase();

    assertThat(
            loads.rows(
                """
                select f.title_id, session_start, plan_id, close_reason, round(watched_minutes, 4), u.region_code
                from warehouse.fact_watch_session as f join warehouse.dim_user as u using (user_key)
                where f.user_id < -1 order by session_start, f.title_id
                """))
        .containsExactly(
            "tt0000001 | 2026-09-26T21:00:00Z | 1 | next_session | 0.0146 | 12",
            "tt0000002 | 2026-09-27T21:00:01Z | 2 | next_session | 1199.9833 | 12",
            "tt0000003 | 2026-09-27T21:00:02Z | 3 | explicit | 90.0167 | 13",
            "tt0000004 | 2026-09-27T21:00:03Z | 1 | next_session | 127.1833 | 13",
            "tt0000005 | 2026-09-27T21:00:03Z | 1 | next_session | 1492.8167 | 13",
            "tt0000001 | 2026-09-28T21:00:00Z | 1 | open | - | 13");
    assertThat(
            loads.rows(
                "select valid_from from warehouse.dim_user where user_id < -1 and not is_deleted order by 1"))
        .containsExactly(
            "1900-01-01T00:00:00Z",
            "2026-09-27T21:00:01Z",
            "2026-09-27T21:00:02Z",
            "2026-09-27T21:00:03Z");
  }

  /** An attacker with an earlier copy of user, start and title. */
  @Test
  void earlierCopyDoesNotIdentifyTheUser() throws IOException {
    List<String> before =
        loads.rows(
            "select session_start, title_id from warehouse.fact_watch_session where user_id = 7");
    List<String> ends =
        loads.rows(
            "select session_end from warehouse.fact_watch_session where user_id = 7 and session_end is not null");

    erase();

    assertThat(
            loads.rows(
                "select session_start, title_id from warehouse.fact_watch_session where user_id < -1"))
        .hasSameSizeAs(before)
        .doesNotContainAnyElementsOf(before);
    assertThat(
            loads.rows("select session_end from warehouse.fact_watch_session where user_id < -1"))
        .doesNotContainAnyElementsOf(ends);
    for (String column :
        loads.rows(
            """
            select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
            join information_schema.tables using (table_schema, table_name)
            where table_type = 'BASE TABLE' and data_type = 'timestamp with time zone'
              and table_schema in ('cleansed', 'change_queue', 'warehouse', 'aggregate', 'mart')
              and exists (select from information_schema.columns as u
                where u.table_schema = tables.table_schema and u.table_name = tables.table_name and u.column_name = 'user_id')
              and column_name <> 'session_end'
            """)) {
      String table = column.substring(0, column.lastIndexOf('.'));
      String name = column.substring(column.lastIndexOf('.') + 1);
      assertThat(
              loads.rows(
                  "select %2$s from %1$s where user_id < -1 and %2$s > '1900-01-02' and %2$s < '9999-01-01' and %2$s - mart.start_of(mart.bucharest_date(%2$s)) > interval '3 s'"
                      .formatted(table, name)))
          .as(column)
          .isEmpty();
    }
  }

  @Test
  void totalsStayTheSameAfterARebuild() throws IOException {
    List<String> before = totals();

    erase();

    assertThat(totals()).isEqualTo(before);

    warehouse
        .dsl()
        .execute(
            "insert into change_queue.changed_log (log_id) select log_id from cleansed.session_record");
    loads.force(MONDAY);
    loads.force(TUESDAY);

    assertThat(totals()).as("after a rebuild").isEqualTo(before);
  }

  /** After a run died between two tasks, the rows in the change queue still match. */
  @Test
  void totalsStayTheSameAfterAnInterruptedRun() throws IOException {
    loads
        .on(TUESDAY)
        .sessions(
            """
            log_id | user_id | title_id  | session_start        | session_end          | rating | emitted_at
            f      | 7       | tt0000001 | 2026-09-29T20:00:00Z | 2026-09-29T21:10:00Z | 8      | 2026-09-29T21:10:00Z
            b      | 7       | tt0000002 | 2026-09-27T22:00:00Z | 2026-09-27T23:00:00Z | 9      | 2026-09-29T21:10:00Z
            g      | 7       | tt0000003 | 2026-09-29T20:30:00Z |                      | 8      | 2026-09-29T20:30:00Z
            """);
    loads.runOnly(TUESDAY, "await_platform_delivery", "stage_sessions", "cleanse_session_records");
    erase();
    loads.force(TUESDAY);
    List<String> interrupted = totals();

    assertThat(interrupted)
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("2026-09-28 | Gold | 13 | tt0000002 | explicit | 1 | 60"))
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("2026-09-29 | Bronze | 13 | tt0000001 | explicit | 1 | 70"))
        .anySatisfy(
            row ->
                assertThat(row).startsWith("2026-09-29 | Bronze | 13 | tt0000003 | open | 1 | -"));
    assertThat(
            loads.rows(
                "select day, sum(views) from aggregate.viewing_day group by 1 having sum(views) <> (select count(*) from warehouse.fact_watch_session where mart.bucharest_date(session_start) = day)"))
        .isEmpty();
  }

  private void erase() throws IOException {
    loads
        .erasure(home, Instant.parse("2026-10-05T09:00:00Z"))
        .erase(List.of(7L), new Request("dpo", Optional.empty()));
  }

  private List<String> totals() {
    List<String> totals =
        new ArrayList<>(
            loads.rows(
                """
                select d.calendar_date, p.plan_name, u.region_code, f.title_id, f.close_reason, count(*), sum(f.watched_minutes), sum(f.rating)
                from warehouse.fact_watch_session as f join warehouse.dim_plan as p using (plan_key)
                  join warehouse.dim_user as u using (user_key) join warehouse.dim_date as d on d.date_key = f.start_date_key
                group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
                """));
    for (String table :
        List.of(
            "viewing_day",
            "session_seconds",
            "genre_viewing",
            "title_day",
            "title_window",
            "genre_week",
            "active_users")) {
      totals.addAll(loads.rows("select t.* from aggregate." + table + " as t order by t"));
    }
    for (String report :
        List.of("report_session_duration", "report_revenue_by_plan", "report_active_users")) {
      totals.addAll(loads.rows("select * from mart." + report));
    }
    return totals;
  }
}
