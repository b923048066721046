package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/**
 * Each aggregate after changes one by one: what the contract says, and what a rebuild from the star
 * gives.
 */
final class IncrementalAggregatesTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofReports(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate OCTOBER_20 = LocalDate.of(2026, 10, 20);
  private static final LocalDate OCTOBER_21 = OCTOBER_20.plusDays(1);
  private static final String PLANS =
      """
      plan_id | plan_name | monthly_price | currency_code
      1       | Bronze    | 4.00          | USD
      2       | Silver    | 6.00          | USD
      3       | Euro      | 5.00          | EUR
      """;
  private static final String TITLES =
      """
      tconst | titleType | primaryTitle | runtimeMinutes | genres
      tt1    | movie     | One          | 100            | Drama
      tt2    | movie     | Two          |                | Drama
      """;
  private static final String USERS =
      "user_id | birth_date | region_code | plan_id | subscription_start_date | subscription_end_date | is_deleted | updated_at\n";
  private static final String SESSIONS =
      "log_id | user_id | title_id | session_start | session_end | region_code | rating | emitted_at\n";
  private static final String VIEWERS =
      "select genre, region_code, viewers from aggregate.genre_audience order by region_code";
  private static final String BIRTH_YEARS =
      "select genre, birth_year, views from aggregate.genre_birth_year order by birth_year";
  private static final String MOVEMENTS =
      "select month, plan_name, currency_code, movement, users, mrr_change, is_complete, is_reconstructed from mart.report_mrr_movement";
  private static final String COHORTS =
      "select cohort_month, months_since, subscribers, retained, retention, is_reconstructed from mart.report_cohort_retention";
  private static final String RANKING =
      "select activity_window, rank, title_id, views, viewers, viewed_minutes, views_equivalent, completers, avg_rating, previous_rank"
          + " from mart.report_movie_ranking where activity_window in ('last_7_days', 'ever')";
  private static final String ACTIVE_ON =
      "select period_start, active_users, sessions from mart.active_users_by_segment where period_type = 'day' and plan_id is null and region_code is null order by 1";

  @Test
  void viewerOfTwoCountiesCountsOnceInAll() {
    String stays = session("a", 7, 12) + session("c", 8, 13);
    loads.on(MONDAY).titles(TITLES).sessions(SESSIONS + stays + session("b", 7, 13));

    loads.run(MONDAY);

    assertThat(loads.rows(VIEWERS))
        .isEqualTo(rows("Drama | 12 | 1\nDrama | 13 | 2\nDrama | - | 2"));
    assertLikeRebuilt(MONDAY);

    loads.on(MONDAY).sessions(SESSIONS + stays);
    loads.run(MONDAY);

    assertThat(loads.rows(VIEWERS))
        .isEqualTo(rows("Drama | 12 | 1\nDrama | 13 | 1\nDrama | - | 2"));
    assertLikeRebuilt(MONDAY);
  }

  @Test
  void viewerCountsUntilNoSessionIsLeft() {
    loads.on(MONDAY).titles(TITLES).sessions(SESSIONS + session("a", 7, 12) + session("c", 8, 13));
    loads.run(MONDAY);

    loads.on(MONDAY).sessions(SESSIONS + session("c", 8, 13) + session("d", 8, 13));
    loads.run(MONDAY);

    assertThat(loads.rows(VIEWERS)).isEqualTo(rows("Drama | 13 | 1\nDrama | - | 1"));
    assertLikeRebuilt(MONDAY);

    loads.on(MONDAY).titles(TITLES.replace("Drama", "War"));
    loads.run(MONDAY);

    assertThat(loads.rows(VIEWERS)).isEqualTo(rows("War | 13 | 1\nWar | - | 1"));
    assertLikeRebuilt(MONDAY);
  }

  /** 7 is corrected and watches again on the same day, 99 is not known until then. */
  @Test
  void viewsMoveWithTheYearOfBirthOfTheirViewer() {
    loads
        .on(MONDAY)
        .titles(TITLES)
        .users(USERS + "7 | 1990-01-01 | 13 | 1 | 2026-09-01 | | | 2026-09-01T08:00:00Z")
        .sessions(SESSIONS + session("a", 7, 12) + session("c", 99, 13));
    loads.run(MONDAY);
    assertThat(loads.rows(BIRTH_YEARS)).isEqualTo(rows("Drama | 1990 | 1\nDrama | - | 1"));

    loads
        .on(TUESDAY)
        .users(
            USERS
                + """
                7  | 1950-01-01 | 13 | 1 | 2026-09-01 | | | 2026-09-01T08:00:00Z
                99 | 1980-01-01 | 13 | 1 | 2026-09-01 | | | 2026-09-01T08:00:00Z
                """)
        .sessions(SESSIONS + session("b", 7, 13));
    loads.run(TUESDAY);

    assertThat(loads.rows(BIRTH_YEARS)).isEqualTo(rows("Drama | 1950 | 2\nDrama | 1980 | 1"));
    assertLikeRebuilt(TUESDAY);
  }

  @Test
  void sessionThatIsTakenBackAsItsViewerIsCorrectedLeavesTheFormerYear() {
    String born = "7 | %d-01-01 | 13 | 1 | 2026-09-01 | | | 2026-09-01T08:00:00Z";
    loads
        .on(MONDAY)
        .titles(TITLES)
        .users(USERS + born.formatted(1990))
        .sessions(SESSIONS + session("a", 7, 12) + session("b", 7, 13));
    loads.run(MONDAY);

    loads.on(MONDAY).sessions(SESSIONS + session("b", 7, 13));
    loads.runToFacts(MONDAY);
    loads.on(TUESDAY).users(USERS + born.formatted(1960));
    loads.run(TUESDAY);

    assertThat(loads.rows(BIRTH_YEARS)).containsExactly("Drama | 1960 | 1");
    assertLikeRebuilt(TUESDAY);
  }

  /**
   * 1 stays, 2 moves up and 3 down, 4 to another currency; 5 leaves, 6 is new, 7 comes back after
   * some weeks of August.
   */
  @Test
  void subscribersMoveAsTheirTwoMonthsEndsSay() {
    loads
        .on(MONDAY)
        .plans(PLANS)
        .users(
            USERS
                + """
                1 | | 13 | 1 | 2026-09-01 |            | | 2026-09-01T08:00:00Z
                2 | | 13 | 1 | 2026-09-01 |            | | 2026-09-01T08:00:00Z
                3 | | 13 | 2 | 2026-09-01 |            | | 2026-09-01T08:00:00Z
                4 | | 13 | 1 | 2026-09-01 |            | | 2026-09-01T08:00:00Z
                5 | | 13 | 2 | 2026-09-01 | 2026-10-01 | | 2026-09-01T08:00:00Z
                7 | | 13 | 2 | 2026-08-01 | 2026-08-20 | | 2026-08-01T08:00:00Z
                """);
    loads.on(OCTOBER_20).users(USERS + changes("2026-10-05"));

    loads.run(MONDAY, OCTOBER_20);

    assertThat(loads.rows(MOVEMENTS))
        .isEqualTo(
            rows(
                """
                2026-09-01 | Bronze | USD | new          | 3 | 12 | true  | true
                2026-09-01 | Silver | USD | new          | 2 | 12 | true  | true
                2026-10-01 | Bronze | USD | churn        | 1 | -4 | false | false
                2026-10-01 | Bronze | USD | contraction  | 1 | -2 | false | false
                2026-10-01 | Bronze | USD | new          | 1 | 4  | false | false
                2026-10-01 | Euro   | EUR | new          | 1 | 5  | false | false
                2026-10-01 | Silver | USD | churn        | 1 | -6 | false | false
                2026-10-01 | Silver | USD | expansion    | 1 | 2  | false | false
                2026-10-01 | Silver | USD | reactivation | 1 | 6  | false | false
                """));
    assertThat(loads.rows("select * from mart.report_plan_changes"))
        .isEqualTo(
            rows(
                """
                2026-10-01 | Bronze | Euro   | 1
                2026-10-01 | Bronze | Silver | 1
                2026-10-01 | Silver | Bronze | 1
                """));
    assertThat(loads.rows(COHORTS))
        .isEqualTo(
            rows(
                """
                2026-08-01 | 0 | 1 | 0 | 0   | true
                2026-08-01 | 1 | 1 | 0 | 0   | true
                2026-08-01 | 2 | 1 | 1 | 1   | true
                2026-09-01 | 0 | 5 | 5 | 1   | true
                2026-09-01 | 1 | 5 | 4 | 0.8 | true
                2026-10-01 | 0 | 1 | 1 | 1   | false
                """));
    assertLikeRebuilt(OCTOBER_20);
  }

  /** 6 is corrected from October, where only 7 is left, to September. */
  @Test
  void whoSubscribedEarlierThanItSeemedMovesToTheEarlierCohort() {
    loads
        .on(MONDAY)
        .plans(PLANS)
        .users(USERS + "1 | | 13 | 1 | 2026-09-01 | | | 2026-09-01T08:00:00Z");
    loads.on(OCTOBER_20).users(USERS + changes("2026-10-05"));
    loads.run(MONDAY, OCTOBER_20);
    assertThat(loads.rows(COHORTS))
        .contains("2026-09-01 | 0 | 4 | 4 | 1 | true", "2026-10-01 | 0 | 2 | 2 | 1 | false");
    loads.on(OCTOBER_20).users(USERS + changes("2026-09-15"));

    loads.run(OCTOBER_20);

    assertThat(loads.rows(COHORTS))
        .isEqualTo(
            rows(
                """
                2026-09-01 | 0 | 5 | 5 | 1 | true
                2026-09-01 | 1 | 5 | 5 | 1 | true
                2026-10-01 | 0 | 1 | 1 | 1 | false
                """));
    assertLikeRebuilt(OCTOBER_20);
  }

  /** 7 is to change plan and 8 to be deleted on the day after the as-of date. */
  @Test
  void versionThatIsDatedAheadCountsInItsTime() {
    String status =
        "select status, users from mart.report_user_activity where activity_window = 'ever'";
    String plans = "select plan_name, users from mart.report_user_distribution_by_plan";
    loads
        .on(MONDAY)
        .plans(PLANS)
        .users(
            USERS
                + """
                7 | | 13 | 1 | 2026-09-01 | | false | 2026-09-01T08:00:00Z
                7 | | 13 | 2 | 2026-09-01 | | false | 2026-09-29T08:00:00Z
                8 | | 13 | 1 | 2026-09-01 | | false | 2026-09-01T08:00:00Z
                8 | | 13 | 1 | 2026-09-01 | | true  | 2026-09-29T08:00:00Z
                """);
    loads.run(MONDAY);
    assertThat(loads.rows(plans)).containsExactly("Bronze | 2");
    assertThat(loads.rows(status))
        .containsExactly("active | 0", "inactive | 2", "not_subscribed | 0");
    assertLikeRebuilt(MONDAY);

    loads.on(TUESDAY);
    loads.run(TUESDAY);

    assertThat(loads.rows(plans)).containsExactly("Silver | 1");
    assertThat(loads.rows(status))
        .containsExactly("active | 0", "inactive | 1", "not_subscribed | 0");
    assertLikeRebuilt(TUESDAY);
  }

  /**
   * Windows of 20 October: a begins with the 14th, b a second earlier, c a second before its end.
   */
  @Test
  void moviesAreRankedInWindowsThatEndWithTheAsOfDate() {
    loads
        .on(OCTOBER_20)
        .titles(TITLES)
        .sessions(
            SESSIONS
                + """
                a | 7 | tt1 | 2026-10-13T21:00:00Z | 2026-10-13T22:30:00Z | |   | 2026-10-14T00:00:00Z
                b | 8 | tt1 | 2026-10-13T20:59:59Z | 2026-10-13T21:29:59Z | |   | 2026-10-14T00:00:00Z
                c | 8 | tt2 | 2026-10-20T20:59:59Z | 2026-10-20T21:59:59Z | |   | 2026-10-20T22:00:00Z
                d | 7 | tt2 | 2026-10-20T10:00:00Z | 2026-10-20T11:40:00Z | | 8 | 2026-10-20T22:00:00Z
                """);
    loads.run(OCTOBER_20);
    assertThat(loads.rows(RANKING))
        .isEqualTo(
            rows(
                """
                ever        | 1 | tt2 | 2 | 2 | 160 | -   | 0 | 8 | -
                ever        | 2 | tt1 | 2 | 2 | 120 | 1.2 | 1 | - | -
                last_7_days | 1 | tt2 | 2 | 2 | 160 | -   | 0 | 8 | -
                last_7_days | 2 | tt1 | 1 | 1 | 90  | 0.9 | 1 | - | 1
                """));
    assertLikeRebuilt(OCTOBER_20);

    loads.on(OCTOBER_21);
    loads.run(OCTOBER_21);

    assertThat(loads.rows(RANKING))
        .isEqualTo(
            rows(
                """
                ever        | 1 | tt2 | 2 | 2 | 160 | -   | 0 | 8 | -
                ever        | 2 | tt1 | 2 | 2 | 120 | 1.2 | 1 | - | -
                last_7_days | 1 | tt2 | 2 | 2 | 160 | -   | 0 | 8 | -
                """));
    assertLikeRebuilt(OCTOBER_21);
  }

  /** Two sessions start at once: one of them that is taken back, or moves, leaves the other. */
  @Test
  void userIsActiveUntilNoSessionOfTheInstantIsLeft() {
    String at = "%s | 7 | %s | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | | | %s\n";
    String a = at.formatted("a", "tt1", "2026-09-28T20:00:00Z");
    loads
        .on(MONDAY)
        .titles(TITLES)
        .sessions(SESSIONS + a + at.formatted("b", "tt1", "2026-09-28T20:00:00Z"));
    loads.run(MONDAY);
    assertThat(loads.rows(ACTIVE_ON)).containsExactly("2026-09-28 | 1 | 2");

    loads.on(MONDAY).sessions(SESSIONS + a);
    loads.on(TUESDAY).sessions(SESSIONS + at.formatted("a", "tt2", "2026-09-29T20:00:00Z"));
    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(ACTIVE_ON)).containsExactly("2026-09-28 | 1 | 1");
    assertThat(loads.rows("select monthly_active_users from mart.report_active_users"))
        .containsExactly("1");
    assertThat(loads.rows("select user_id, last_session_at from aggregate.user_status"))
        .containsExactly("7 | 2026-09-28T18:00:00Z");
    assertLikeRebuilt(TUESDAY);
  }

  @Test
  void historyHasTheKpisOfEachAsOfDateAndOfAllMoviesTogether() {
    String history =
        "select as_of_date, segment, value from mart.kpi_history where kpi = 'movie_engagement_quality_index'";
    loads.on(MONDAY).titles(TITLES).sessions(SESSIONS + session("a", 7, 12));
    loads.run(MONDAY);
    List<String> monday = loads.rows(history);
    assertThat(monday)
        .isEqualTo(
            loads.rows(
                "select date '2026-09-28', segment, value from mart.kpi where kpi = 'movie_engagement_quality_index' and segment = 'all'"))
        .hasSize(1);

    loads
        .on(TUESDAY)
        .sessions(
            SESSIONS
                + "b | 8 | tt1 | 2026-09-29T18:00:00Z | 2026-09-29T19:40:00Z | 13 | | 2026-09-29T20:00:00Z");
    loads.run(TUESDAY);
    List<String> both = loads.rows(history);
    loads.on(TUESDAY).sessions(SESSIONS);
    loads.run(TUESDAY);

    assertThat(both).hasSize(2).containsAll(monday);
    // Without Tuesday's session its movies are Monday's again.
    assertThat(loads.rows(history))
        .containsExactly(monday.get(0), monday.get(0).replace("09-28", "09-29"));
  }

  private static String session(String logId, int userId, int region) {
    return "%s | %d | tt1 | 2026-09-28T1%d:00:00Z | 2026-09-28T1%d:45:00Z | %d | | 2026-09-28T20:00:00Z\n"
        .formatted(logId, userId, logId.charAt(0) - 'a', logId.charAt(0) - 'a', region);
  }

  private static String changes(String sixSubscribes) {
    return """
    2 | | 13 | 2 | 2026-09-01 | | | 2026-10-05T08:00:00Z
    3 | | 13 | 1 | 2026-09-01 | | | 2026-10-05T08:00:00Z
    4 | | 13 | 3 | 2026-09-01 | | | 2026-10-05T08:00:00Z
    6 | | 13 | 1 | %s         | | | 2026-10-05T08:00:00Z
    7 | | 13 | 2 | 2026-10-10 | | | 2026-10-10T08:00:00Z
    """
        .formatted(sixSubscribes);
  }

  private void assertLikeRebuilt(LocalDate date) {
    Map<String, List<String>> incremental = aggregates();

    loads.rebuild(date);

    assertThat(incremental).isEqualTo(aggregates());
  }

  private static Map<String, List<String>> aggregates() {
    return AggregateRebuild.AGGREGATES.stream()
        .map(Table::getName)
        .collect(
            Collectors.toMap(
                name -> name,
                name -> Checksums.rowsWithoutSurrogateKeys(warehouse.dsl(), "aggregate." + name)));
  }
}
