package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Users whose last sessions lie at the borders of the windows of 20 October. */
final class ActivityReportsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofReports(warehouse);

  private static final LocalDate SEPTEMBER_20 = LocalDate.of(2026, 9, 20);
  private static final LocalDate OCTOBER_20 = LocalDate.of(2026, 10, 20);
  private static final LocalDate OCTOBER_25 = LocalDate.of(2026, 10, 25);
  private static final String INACTIVE =
      "select user_id, plan_name, region_name, last_session_at, days_inactive, bucket from mart.report_inactive_users";
  private static final String ACTIVE =
      """
      select month, monthly_active_users, avg_daily_active_users, stickiness, days_covered, is_complete
      from mart.report_active_users
      """;
  private static final String HOURS = "select sum(sessions) from mart.report_viewing_by_hour";
  private static final String USERS =
      """
      user_id | region_code | plan_id | subscription_start_date | subscription_end_date | updated_at
      7       | 13          | 1       | 2026-09-01              |                       | 2026-09-01T08:00:00Z
      8       | 13          | 1       | 2026-09-01              |                       | 2026-09-01T08:00:00Z
      9       |             | 1       | 2026-09-01              |                       | 2026-09-01T08:00:00Z
      10      | 13          | 1       | 2026-09-01              |                       | 2026-09-01T08:00:00Z
      11      | 13          | 1       | 2026-09-01              |                       | 2026-09-01T08:00:00Z
      12      | 13          | 1       | 2026-09-01              | 2026-10-20            | 2026-09-01T08:00:00Z
      """;

  /** 7: fourteen days ago; 8: fifteen, by a second; 10: thirty; 11: thirty-one; 9: tomorrow. */
  private static final String SESSIONS =
      """
      log_id | user_id | title_id | session_start        | session_end          | emitted_at
      a      | 7       | tt1      | 2026-10-05T21:00:00Z | 2026-10-05T22:00:00Z | 2026-10-06T08:00:00Z
      b      | 8       | tt1      | 2026-10-05T20:59:59Z | 2026-10-05T22:00:00Z | 2026-10-06T08:00:00Z
      c      | 10      | tt1      | 2026-09-19T21:00:00Z | 2026-09-19T22:00:00Z | 2026-10-06T08:00:00Z
      d      | 11      | tt1      | 2026-09-19T20:59:59Z | 2026-09-19T22:00:00Z | 2026-10-06T08:00:00Z
      e      | 9       | tt1      | 2026-10-21T18:00:00Z | 2026-10-21T19:00:00Z | 2026-10-06T08:00:00Z
      f      | 99      | tt1      | 2026-10-06T18:00:00Z | 2026-10-06T19:00:00Z | 2026-10-06T20:00:00Z
      """;

  @BeforeEach
  void loadThe20th() {
    loads
        .on(OCTOBER_20)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD")
        .titles("tconst | titleType\ntt1 | movie")
        .users(USERS)
        .sessions(SESSIONS);
    loads.run(OCTOBER_20);
  }

  @Test
  void inactiveAreSubscribersWithoutSessionInFifteenDays() {
    assertThat(loads.rows(INACTIVE))
        .isEqualTo(
            rows(
                """
                8  | Bronze | Cluj    | 2026-10-05T20:59:59Z | 15 | 15_30
                9  | Bronze | Unknown | -                    | -  | never
                10 | Bronze | Cluj    | 2026-09-19T21:00:00Z | 30 | 15_30
                11 | Bronze | Cluj    | 2026-09-19T20:59:59Z | 31 | over_30
                """));
  }

  @Test
  void timeGoesOnWithoutAnybodySayingSo() {
    loads.on(OCTOBER_25);

    loads.run(OCTOBER_25);

    assertThat(loads.rows(INACTIVE))
        .isEqualTo(
            rows(
                """
                7  | Bronze | Cluj | 2026-10-05T21:00:00Z | 19 | 15_30
                8  | Bronze | Cluj | 2026-10-05T20:59:59Z | 20 | 15_30
                10 | Bronze | Cluj | 2026-09-19T21:00:00Z | 35 | over_30
                11 | Bronze | Cluj | 2026-09-19T20:59:59Z | 36 | over_30
                """));
  }

  @Test
  void lastSessionThatIsTakenBackGivesWayToTheOneBefore() {
    loads.on(OCTOBER_25).sessions(SESSIONS.lines().findFirst().orElseThrow());
    loads
        .on(OCTOBER_20)
        .sessions(
            SESSIONS
                + "g | 8 | tt1 | 2026-10-19T18:00:00Z | 2026-10-19T19:00:00Z | 2026-10-19T20:00:00Z");
    loads.run(OCTOBER_20);
    assertThat(loads.rows(INACTIVE)).noneMatch(row -> row.startsWith("8 "));

    loads.on(OCTOBER_20).sessions(SESSIONS);
    loads.run(OCTOBER_20);

    assertThat(loads.rows(INACTIVE))
        .contains("8 | Bronze | Cluj | 2026-10-05T20:59:59Z | 15 | 15_30");
  }

  /** Of October only the 20th is covered, and nobody watched on it. */
  @Test
  void dailyMeanIsOfCoveredDaysOnly() {
    assertThat(loads.rows(ACTIVE)).containsExactly("2026-10-01 | 3 | 0 | 0 | 1 | false");
  }

  /**
   * September from the 20th on: 10 watched on one of eleven days; 11 watched the day before the
   * first delivery, but in the month. October: 7, 8 and the unknown 99, each on one of twenty days.
   */
  @Test
  void dailyMeanIsOfAllDaysFromTheFirstDeliveryToTheAsOfDate() {
    loads.on(SEPTEMBER_20);

    loads.run(SEPTEMBER_20);

    assertThat(loads.rows("select as_of_date, history_from from mart.as_of"))
        .containsExactly("2026-10-20 | 2026-09-20");
    assertThat(loads.rows(ACTIVE))
        .isEqualTo(
            rows(
                """
                2026-09-01 | 2 | 0.09 | 0.0455 | 11 | true
                2026-10-01 | 3 | 0.15 | 0.05   | 20 | false
                """));
  }

  @Test
  void sessionAfterTheAsOfDateIsInNoReportUntilItsDayIsLoaded() {
    String ranking =
        "select activity_window, views, viewers, viewed_minutes from mart.report_movie_ranking where activity_window in ('last_7_days', 'ever')";
    assertThat(loads.rows("select views from mart.report_top_10_movies")).containsExactly("5");
    assertThat(loads.rows(ranking)).containsExactly("ever | 5 | 5 | 300.03");
    assertThat(loads.rows(HOURS)).containsExactly("5");
    assertThat(loads.rows("select user_id, sign from change_queue.session_delta"))
        .containsExactly("9 | 1");

    loads.on(OCTOBER_25);
    loads.run(OCTOBER_25);

    assertThat(loads.rows("select views from mart.report_top_10_movies")).containsExactly("6");
    assertThat(loads.rows(ranking))
        .containsExactly("ever | 6 | 6 | 360.03", "last_7_days | 1 | 1 | 60");
    assertThat(loads.rows(HOURS)).containsExactly("6");
    // 9 watched on one of six covered days.
    assertThat(loads.rows(ACTIVE)).containsExactly("2026-10-01 | 4 | 0.17 | 0.0417 | 6 | false");
    assertThat(loads.rows("select * from change_queue.session_delta")).isEmpty();
  }

  /** Taken back before its time, it leaves nothing behind in its time either. */
  @Test
  void sessionAfterTheAsOfDateThatIsTakenBackCancelsInTheQueue() {
    loads.on(OCTOBER_20).sessions(withoutSession("e"));
    loads.run(OCTOBER_20);
    assertThat(loads.rows("select sign from change_queue.session_delta order by 1"))
        .containsExactly("-1", "1");

    loads.on(OCTOBER_25);
    loads.run(OCTOBER_25);

    assertThat(loads.rows("select views from mart.report_top_10_movies")).containsExactly("5");
    assertThat(loads.rows(INACTIVE)).contains("9 | Bronze | Unknown | - | - | never");
    assertThat(loads.rows("select * from change_queue.session_delta")).isEmpty();
  }

  private static String withoutSession(String logId) {
    return SESSIONS
        .lines()
        .filter(line -> !line.startsWith(logId + " "))
        .collect(Collectors.joining("\n"));
  }

  /** 12 left on the as-of date, 99 is not known. */
  @Test
  void knownUsersCountByWindowWhereTheySubscribe() {
    assertThat(loads.rows("select * from mart.report_user_activity"))
        .isEqualTo(
            rows(
                """
                ever         | active         | 4
                ever         | inactive       | 1
                ever         | not_subscribed | 1
                last_30_days | active         | 2
                last_30_days | inactive       | 3
                last_30_days | not_subscribed | 1
                """));
  }
}
