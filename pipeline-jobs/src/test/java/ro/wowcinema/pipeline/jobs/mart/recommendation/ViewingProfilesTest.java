package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class ViewingProfilesTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 1);
  private static final String TITLES =
      """
      tconst | titleType | primaryTitle | runtimeMinutes | genres
      tt1    | movie     | One          | 100            | Comedy,Drama
      tt2    | movie     | Two          | 100            | Drama
      """;
  private static final String ANA =
      """
      user_id | plan_id | subscription_start_date | consent_personalisation | updated_at
      7       | 1       | 2026-09-01              | true                    | 2026-09-01T08:00:00Z
      """;

  /** 25 October 2026 has 25 hours in Bucharest; the month turns on 1 November. */
  @Test
  void streaksCountCalendarDaysAcrossWinterTimeAndMonths() {
    deliver(
        """
        log_id | user_id | title_id | session_start        | session_end          | emitted_at
        a      | 7       | tt1      | 2026-10-24T20:30:00Z | 2026-10-24T20:40:00Z | 2026-10-31T08:00:00Z
        b      | 7       | tt1      | 2026-10-25T21:30:00Z | 2026-10-25T21:40:00Z | 2026-10-31T08:00:00Z
        c      | 7       | tt1      | 2026-10-26T21:30:00Z | 2026-10-26T21:40:00Z | 2026-10-31T08:00:00Z
        d      | 7       | tt1      | 2026-10-31T18:00:00Z | 2026-10-31T18:10:00Z | 2026-10-31T20:00:00Z
        e      | 7       | tt2      | 2026-11-01T06:00:00Z | 2026-11-01T07:40:00Z | 2026-11-01T08:00:00Z
        """);

    loads.run(SUNDAY);

    assertThat(
            loads.rows(
                """
                select sessions, viewed_minutes, completion_rate, current_streak_days, longest_streak_days, last_session_at
                from mart.user_viewing_profile
                """))
        .isEqualTo(rows("5 | 140 | 0.2 | 2 | 3 | 2026-11-01T06:00:00Z"));
    assertThat(
            loads.rows(
                """
                select profile ->> 'months', profile #>> '{favourite_genres,0,genre}', profile #>> '{continue_watching,0}'
                from mart.user_viewing_profile_json
                """))
        .containsExactly(
            "[{\"month\": \"2026-10\", \"minutes\": 40.00, \"sessions\": 4}, {\"month\": \"2026-11\", \"minutes\": 100.00, \"sessions\": 1}]"
                + " | Drama | "
                + "{\"title_id\": \"tt1\", \"title_name\": \"One\", \"viewed_minutes\": 40.00,"
                + " \"last_watched_at\": \"2026-10-31T18:00:00Z\", \"remaining_minutes\": 60.00}");
  }

  @Test
  void restatedSessionIsTakenFromOneUserAndGivenToAnother() {
    deliver(
        """
        log_id | user_id | title_id | session_start        | session_end          | emitted_at
        a      | 7       | tt1      | 2026-11-01T06:00:00Z | 2026-11-01T06:10:00Z | 2026-11-01T08:00:00Z
        """);
    loads.run(SUNDAY);
    loads
        .on(SUNDAY.plusDays(1))
        .users(ANA.replace("7 ", "8 "))
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            a      | 8       | tt1      | 2026-11-01T06:00:00Z | 2026-11-01T06:20:00Z | 2026-11-02T08:00:00Z
            """);

    loads.run(SUNDAY.plusDays(1));

    assertThat(
            loads.rows(
                "select user_id, sessions, viewed_minutes from mart.user_viewing_profile order by 1"))
        .isEqualTo(rows("7 | 0 | 0\n8 | 1 | 20"));
  }

  private void deliver(String sessions) {
    loads
        .on(SUNDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD")
        .titles(TITLES)
        .catalog("title_id\ntt1\ntt2")
        .users(ANA)
        .sessions(sessions);
  }
}
