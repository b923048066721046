package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class WatchSessionFactTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofSessionFacts(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String PLANS =
      """
      plan_id | plan_name | monthly_price | currency_code
      1       | Bronze    | 3.99          | USD
      2       | Silver    | 5.99          | USD
      """;
  private static final String TITLES = "tconst | runtimeMinutes\ntt1 | 100\ntt2 |\ntt3 | 0";
  private static final String ANA =
      """
      user_id | region_code | plan_id | subscription_start_date | updated_at
      7       | 13          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
      """;
  private static final String MONDAY_EVENING =
      """
      log_id | user_id | title_id | session_start        | session_end          | rating | reaction | region_code | emitted_at
      a      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T19:30:00Z | 8.5    | -1       | 12          | 2026-09-28T20:00:00Z
      """;
  private static final String ENDS =
      """
      select session_id, session_end, close_reason, is_open, watched_minutes
      from warehouse.fact_watch_session order by session_id
      """;
  private static final String VERSIONS =
      """
      select f.session_id, u.plan_id, u.valid_from, t.runtime_minutes, t.valid_from, p.monthly_price, p.valid_from
      from warehouse.fact_watch_session as f
      join warehouse.dim_user as u using (user_key)
      join warehouse.dim_title as t using (title_key)
      join warehouse.dim_plan as p using (plan_key)
      order by f.session_id
      """;

  @Test
  void sessionPointsToWhatItSpeaksOf() {
    loads.on(MONDAY).plans(PLANS).titles(TITLES).users(ANA).sessions(MONDAY_EVENING);

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                """
                select session_id, user_id, title_id, region_code, reaction_code, start_date_key, session_start,
                  session_end, is_open, close_reason, watched_minutes, completion_ratio, is_completed, rating
                from warehouse.fact_watch_session
                """))
        .isEqualTo(
            rows(
                "a | 7 | tt1 | 12 | -1 | 20260928 | 2026-09-28T18:00:00Z | 2026-09-28T19:30:00Z | false | explicit | 90 | 0.9 | true | 8.5"));
    assertThat(loads.rows(VERSIONS))
        .isEqualTo(
            rows(
                "a | 1 | 1900-01-01T00:00:00Z | 100 | 1900-01-01T00:00:00Z | 3.99 | 1900-01-01T00:00:00Z"));
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).plans(PLANS).titles(TITLES).users(ANA).sessions(MONDAY_EVENING);
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void completionIsOfKnownRuntimesOnlyAndNeverMoreThanAll() {
    loads
        .on(MONDAY)
        .titles(TITLES)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            a      | 1       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T18:01:30Z | 2026-09-28T20:00:00Z
            b      | 2       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T23:00:00Z | 2026-09-28T20:00:00Z
            c      | 3       | tt2      | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 2026-09-28T20:00:00Z
            d      | 4       | tt3      | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 2026-09-28T20:00:00Z
            e      | 5       | tt1      | 2026-09-28T18:00:00Z |                      | 2026-09-28T20:00:00Z
            """);

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                "select session_id, watched_minutes, completion_ratio, is_completed from warehouse.fact_watch_session order by 1"))
        .isEqualTo(
            rows(
                """
                a | 1.5 | 0.015 | false
                b | 300 | 1     | true
                c | 60  | -     | -
                d | 60  | -     | -
                e | -   | -     | -
                """));
  }

  @Test
  void openSessionClosesWhereTheUsersNextOneStarts() {
    loads
        .on(MONDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            a      | 7       | tt1      | 2026-09-28T18:00:00Z |                      | 2026-09-28T18:00:00Z
            b      | 8       | tt1      | 2026-09-28T18:30:00Z | 2026-09-28T19:30:00Z | 2026-09-28T19:30:00Z
            """);
    loads
        .on(TUESDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            c      | 7       | tt1      | 2026-09-28T20:00:00Z | 2026-09-28T21:00:00Z | 2026-09-28T21:00:00Z
            """);
    loads
        .on(WEDNESDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            d      | 7       | tt1      | 2026-09-28T19:00:00Z |                      | 2026-09-28T19:00:00Z
            e      | 7       | tt1      | 2026-09-28T19:00:00Z |                      | 2026-09-28T19:00:00Z
            """);

    loads.run(MONDAY);
    assertThat(loads.rows(ENDS))
        .isEqualTo(
            rows(
                """
                a | -                    | open     | true  | -
                b | 2026-09-28T19:30:00Z | explicit | false | 60
                """));

    loads.run(TUESDAY, WEDNESDAY);
    assertThat(loads.rows(ENDS))
        .isEqualTo(
            rows(
                """
                a | 2026-09-28T19:00:00Z | next_session | false | 60
                b | 2026-09-28T19:30:00Z | explicit     | false | 60
                c | 2026-09-28T21:00:00Z | explicit     | false | 60
                d | 2026-09-28T20:00:00Z | next_session | false | 60
                e | 2026-09-28T20:00:00Z | next_session | false | 60
                """));

    loads.on(TUESDAY).sessions("log_id\n");
    loads.on(WEDNESDAY).sessions("log_id\n");
    loads.run(TUESDAY, WEDNESDAY);
    assertThat(loads.rows(ENDS))
        .isEqualTo(
            rows(
                """
                a | -                    | open     | true  | -
                b | 2026-09-28T19:30:00Z | explicit | false | 60
                """));
  }

  @Test
  void dimensionChangesThatArriveLatePointSessionsAnew() {
    loads.on(MONDAY).plans(PLANS).titles(TITLES).users(ANA).sessions(MONDAY_EVENING);
    loads.run(MONDAY);
    loads
        .on(WEDNESDAY)
        .plans(PLANS.replace("5.99", "6.49"))
        .titles(TITLES)
        .users(
            """
            user_id | region_code | plan_id | subscription_start_date | updated_at
            7       | 13          | 2       | 2026-09-01              | 2026-09-28T17:59:59Z
            7       | 13          | 1       | 2026-09-01              | 2026-09-28T18:00:01Z
            """);

    loads.run(WEDNESDAY);

    assertThat(loads.rows(VERSIONS))
        .isEqualTo(
            rows(
                "a | 2 | 2026-09-28T17:59:59Z | 100 | 1900-01-01T00:00:00Z | 5.99 | 1900-01-01T00:00:00Z"));
  }

  @Test
  void versionsAreThoseOfTheInstantAtWhichTheSessionStarts() {
    loads
        .on(MONDAY)
        .plans(PLANS)
        .titles(TITLES)
        .users(ANA)
        .sessions(
            """
            log_id | user_id | title_id | session_start             | emitted_at
            a      | 7       | tt1      | 2026-09-28T23:59:59+03:00 | 2026-09-29T00:00:00Z
            b      | 7       | tt1      | 2026-09-29T00:00:00+03:00 | 2026-09-29T00:00:00Z
            """);
    loads.on(TUESDAY).plans(PLANS.replace("3.99", "4.49")).titles(TITLES.replace("100", "110"));

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(VERSIONS))
        .isEqualTo(
            rows(
                """
                a | 1 | 1900-01-01T00:00:00Z | 100 | 1900-01-01T00:00:00Z | 3.99 | 1900-01-01T00:00:00Z
                b | 1 | 1900-01-01T00:00:00Z | 110 | 2026-09-28T21:00:00Z | 4.49 | 2026-09-28T21:00:00Z
                """));
    assertThat(
            loads.rows(
                "select session_id, start_date_key from warehouse.fact_watch_session order by 1"))
        .isEqualTo(
            rows(
                """
                a | 20260928
                b | 20260929
                """));
  }

  @Test
  void unknownReferencesAreInferredMembersAndUnknownPlanRegionReaction() {
    loads
        .on(MONDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | emitted_at
            a      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T18:00:00Z
            """);
    loads.run(MONDAY);
    String references =
        """
        select u.is_inferred, t.is_inferred, p.plan_name, r.region_name, x.reaction_name
        from warehouse.fact_watch_session as f
        join warehouse.dim_user as u using (user_key)
        join warehouse.dim_title as t using (title_key)
        join warehouse.dim_plan as p using (plan_key)
        join warehouse.dim_region as r on r.region_code = f.region_code
        join warehouse.dim_reaction as x using (reaction_code)
        """;
    assertThat(loads.rows(references)).isEqualTo(rows("true | true | Unknown | Unknown | Unknown"));
    var keys = loads.rows("select user_key, title_key from warehouse.fact_watch_session");

    loads.on(TUESDAY).users(ANA).titles(TITLES);
    loads.run(TUESDAY);
    assertThat(loads.rows(references))
        .isEqualTo(rows("false | false | Unknown | Unknown | Unknown"));

    loads.on(WEDNESDAY).plans(PLANS);
    loads.run(WEDNESDAY);
    assertThat(loads.rows(references))
        .isEqualTo(rows("false | false | Bronze | Unknown | Unknown"));
    assertThat(loads.rows("select user_key, title_key from warehouse.fact_watch_session"))
        .isEqualTo(keys);
  }

  @Test
  void correctedSessionMovesToOtherUserTitleAndMonth() {
    loads.on(MONDAY).plans(PLANS).titles(TITLES).users(ANA).sessions(MONDAY_EVENING);
    loads.run(MONDAY);
    loads
        .on(TUESDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | emitted_at
            a      | 8       | tt2      | 2026-08-31T20:59:59Z | 2026-09-28T20:00:01Z
            b      | 8       | tt2      | 2026-08-31T21:00:00Z | 2026-09-28T20:00:01Z
            """);

    loads.run(TUESDAY);

    assertThat(
            loads.rows(
                """
                select session_id, user_id, title_id, start_date_key, close_reason, f.tableoid::regclass
                from warehouse.fact_watch_session as f order by 1
                """))
        .isEqualTo(
            rows(
                """
                a | 8 | tt2 | 20260831 | next_session | warehouse_part.fact_watch_session_2026_08
                b | 8 | tt2 | 20260901 | open         | warehouse_part.fact_watch_session_2026_09
                """));
  }

  @Test
  void sessionAfterTheCalendarHasTheUnknownDate() {
    LocalDate lastDay = LocalDate.of(2050, 12, 31);
    loads
        .on(lastDay)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | emitted_at
            a      | 7       | tt1      | 2050-12-31T12:00:00Z | 2051-01-01T12:00:00Z
            b      | 7       | tt1      | 2051-01-01T12:00:00Z | 2051-01-01T12:00:00Z
            """);

    loads.run(lastDay);

    assertThat(
            loads.rows(
                "select session_id, start_date_key from warehouse.fact_watch_session order by 1"))
        .isEqualTo(
            rows(
                """
                a | 20501231
                b | -1
                """));
  }

  @Test
  void rejectedSessionDoesNotReachIt() {
    loads
        .on(MONDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            a      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T17:59:59Z | 2026-09-28T18:00:00Z
            b      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T18:00:00Z | 2026-09-28T18:00:00Z
            """);

    loads.run(MONDAY);

    assertThat(loads.rows(ENDS)).isEqualTo(rows("b | 2026-09-28T18:00:00Z | explicit | false | 0"));
  }
}
