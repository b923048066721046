package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class RecommendationsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final String RECOMMENDED =
      "select user_id, rank, title_id, score, reason_title_id from mart.user_recommendation";

  @Test
  void similarMoviesComeFirstThenPopularOnesAndWatchedOnesNever() {
    deliver();

    loads.run(MONDAY);

    // Users 1 and 2 watched tt1 and tt2 to the end: cosine 1 x 2 / (2 + 5). User 3 watched tt1
    // only.
    assertThat(loads.rows(RECOMMENDED))
        .isEqualTo(
            rows(
                """
                1 | 1 | tt3 | 0        | -
                1 | 2 | tt4 | 0        | -
                2 | 1 | tt3 | 0        | -
                2 | 2 | tt4 | 0        | -
                3 | 1 | tt2 | 0.233285 | tt1
                3 | 2 | tt3 | 0        | -
                3 | 3 | tt4 | 0        | -
                5 | 1 | tt1 | 0        | -
                5 | 2 | tt2 | 0        | -
                5 | 3 | tt3 | 0        | -
                5 | 4 | tt4 | 0        | -
                """));
  }

  @Test
  void withdrawnConsentHidesAtOnce() {
    deliver();
    loads.run(MONDAY);
    loads
        .on(TUESDAY)
        .users(
            """
            user_id | plan_id | subscription_start_date | consent_personalisation | updated_at
            3       | 1       | 2026-09-01              | false                   | 2026-09-29T08:00:00Z
            """);

    loads.runOnly(TUESDAY, USERS);

    assertThat(loads.rows("select distinct user_id from mart.user_recommendation order by 1"))
        .containsExactly("1", "2", "5");
    assertThat(loads.rows("select user_id from mart.user_viewing_profile order by 1"))
        .containsExactly("1", "2", "5");
  }

  @Test
  void nextEditionIsSeenWhenTheDateIsPublished() {
    deliver();
    loads.run(MONDAY);
    List<String> before = loads.rows(RECOMMENDED);
    loads.on(TUESDAY).sessions(SESSIONS_OF_TUESDAY);

    loads.runOnly(TUESDAY, allBut("publish_reports"));
    assertThat(loads.rows(RECOMMENDED)).isEqualTo(before);
    loads.run(TUESDAY);

    assertThat(loads.rows(RECOMMENDED + " where user_id = 3"))
        .isEqualTo(
            rows(
                """
                3 | 1 | tt3 | 0 | -
                3 | 2 | tt4 | 0 | -
                """));
  }

  @Test
  void rerunWritesNoOtherEdition() {
    deliver();
    loads.run(MONDAY);
    List<String> editions = loads.rows("select * from aggregate.edition order by 1");
    List<String> before = loads.rows(RECOMMENDED);

    loads.run(MONDAY);

    assertThat(loads.rows("select * from aggregate.edition order by 1")).isEqualTo(editions);
    assertThat(loads.rows(RECOMMENDED)).isEqualTo(before);
  }

  @Test
  void similarityOfLastWeekServesUsersWhoWatchedToday() {
    LoadFixture weekly = loads.withSimilarityDays(7);
    deliver();
    weekly.open(loads.folder());
    weekly.run(MONDAY);
    String similar = "select * from aggregate.title_similarity_edition order by title_id, rank";
    List<String> before = loads.rows(similar);
    // User 3 also watches tt2: with tt1 that makes three who liked both.
    loads.on(TUESDAY).sessions(SESSIONS_OF_TUESDAY);

    weekly.run(TUESDAY);

    assertThat(loads.rows(similar)).isEqualTo(before);
    assertThat(loads.rows(RECOMMENDED + " where user_id = 3"))
        .as("what was watched is recommended no more")
        .isEqualTo(rows("3 | 1 | tt3 | 0 | -\n3 | 2 | tt4 | 0 | -"));
    assertThat(
            loads.rows(
                "select user_id from aggregate.user_recommendation_edition where edition = 2"))
        .as("no other user is recomputed")
        .containsExactly("3");

    loads.on(MONDAY.plusDays(7));
    weekly.run(MONDAY.plusDays(7));

    assertThat(
            loads.rows("select made_on from aggregate.edition where subject = 'title_similarity'"))
        .containsExactly("2026-10-05");
    assertThat(loads.rows(similar)).isNotEqualTo(before);
  }

  @Test
  void movieThatIsOfferedNoMoreIsRecommendedNoMore() {
    LoadFixture weekly = loads.withSimilarityDays(7);
    deliver();
    weekly.open(loads.folder());
    weekly.run(MONDAY);
    loads.on(TUESDAY).catalog("title_id\ntt1\ntt3\ntt5");

    weekly.run(TUESDAY);

    assertThat(loads.rows(RECOMMENDED))
        .isEqualTo(
            rows(
                """
                1 | 1 | tt3 | 0 | -
                2 | 1 | tt3 | 0 | -
                3 | 1 | tt3 | 0 | -
                5 | 1 | tt1 | 0 | -
                5 | 2 | tt3 | 0 | -
                """));
  }

  @Test
  void whoseOnlyMovieWasSomebodyElsesGetsWhatIsPopular() {
    deliver();
    loads.run(MONDAY);
    loads
        .on(TUESDAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            e      | 5       | tt1      | 2026-09-28T06:00:00Z | 2026-09-28T07:40:00Z | 2026-09-29T11:00:00Z
            """);

    loads.run(TUESDAY);

    assertThat(loads.rows(RECOMMENDED + " where user_id in (3, 5)"))
        .isEqualTo(
            rows(
                """
                3 | 1 | tt1 | 0        | -
                3 | 2 | tt2 | 0        | -
                3 | 3 | tt3 | 0        | -
                3 | 4 | tt4 | 0        | -
                5 | 1 | tt2 | 0.233285 | tt1
                5 | 2 | tt3 | 0        | -
                5 | 3 | tt4 | 0        | -
                """));
  }

  @Test
  void whatAFailedRunWorkedOutIsShownByTheNextOne() {
    deliver();
    loads.run(MONDAY);
    loads.on(TUESDAY).sessions(SESSIONS_OF_TUESDAY);
    loads.runOnly(TUESDAY, allBut("publish_reports"));

    loads.on(TUESDAY.plusDays(1));
    loads.run(TUESDAY.plusDays(1));

    assertThat(loads.rows(RECOMMENDED + " where user_id = 3"))
        .isEqualTo(rows("3 | 1 | tt3 | 0 | -\n3 | 2 | tt4 | 0 | -"));
    assertThat(
            loads.rows(
                "select user_id from aggregate.user_recommendation_edition group by 1 having count(*) > 1"))
        .as("users with more than one row")
        .isEmpty();
  }

  @Test
  void movieThatOnlyAFailedRunOfferedIsNotShown() {
    LoadFixture weekly = loads.withSimilarityDays(7);
    deliver();
    weekly.open(loads.folder());
    weekly.run(MONDAY);
    loads
        .on(TUESDAY)
        .catalog("title_id\ntt1\ntt2\ntt3\ntt4\ntt5\ntt6")
        .sessions(SESSIONS_OF_TUESDAY);
    weekly.runOnly(TUESDAY, allBut("publish_reports"));
    loads.on(TUESDAY.plusDays(1)).catalog("title_id\ntt1\ntt2\ntt3\ntt4\ntt5");

    weekly.run(TUESDAY.plusDays(1));

    assertThat(loads.rows(RECOMMENDED + " where user_id = 3"))
        .isEqualTo(rows("3 | 1 | tt3 | 0 | -\n3 | 2 | tt4 | 0 | -"));
  }

  @Test
  void whoseOnlyMovieIsNoMovieAnyMoreGetsWhatIsPopular() {
    deliver();
    loads.run(MONDAY);
    loads
        .on(TUESDAY)
        .titles(
            """
            tconst | titleType | primaryTitle | runtimeMinutes
            tt1    | tvSeries  | One          | 100
            tt2    | movie     | Two          | 100
            tt3    | tvMovie   | Three        | 100
            tt4    | movie     | Four         | 100
            tt5    | tvEpisode | Episode      | 40
            tt6    | movie     | Not offered  | 100
            """);

    loads.run(TUESDAY);

    assertThat(loads.rows(RECOMMENDED + " where user_id = 3"))
        .isEqualTo(
            rows(
                """
                3 | 1 | tt2 | 0 | -
                3 | 2 | tt3 | 0 | -
                3 | 3 | tt4 | 0 | -
                """));
  }

  private static final String[] USERS = {
    "await_platform_delivery", "stage_users", "identify_users", "cleanse_users", "dim_user"
  };

  private static final String SESSIONS_OF_TUESDAY =
      """
      log_id | user_id | title_id | session_start        | session_end          | emitted_at
      z      | 3       | tt2      | 2026-09-29T09:00:00Z | 2026-09-29T10:40:00Z | 2026-09-29T11:00:00Z
      """;

  private static String[] allBut(String task) {
    return ro.wowcinema.pipeline.jobs.WarehouseDag.create().tasks().stream()
        .map(each -> each.name())
        .filter(name -> !name.equals(task))
        .toArray(String[]::new);
  }

  private void deliver() {
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD")
        .titles(
            """
            tconst | titleType | primaryTitle | runtimeMinutes
            tt1    | movie     | One          | 100
            tt2    | movie     | Two          | 100
            tt3    | tvMovie   | Three        | 100
            tt4    | movie     | Four         | 100
            tt5    | tvEpisode | Episode      | 40
            tt6    | movie     | Not offered  | 100
            """)
        .catalog("title_id\ntt1\ntt2\ntt3\ntt4\ntt5")
        .users(
            """
            user_id | plan_id | subscription_start_date | consent_personalisation | updated_at
            1       | 1       | 2026-09-01              | true                    | 2026-09-01T08:00:00Z
            2       | 1       | 2026-09-01              | true                    | 2026-09-01T08:00:00Z
            3       | 1       | 2026-09-01              | true                    | 2026-09-01T08:00:00Z
            4       | 1       | 2026-09-01              | false                   | 2026-09-01T08:00:00Z
            5       | 1       | 2026-09-01              | true                    | 2026-09-01T08:00:00Z
            """)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            a      | 1       | tt1      | 2026-09-28T06:00:00Z | 2026-09-28T07:40:00Z | 2026-09-28T17:00:00Z
            b      | 1       | tt2      | 2026-09-28T08:00:00Z | 2026-09-28T09:40:00Z | 2026-09-28T17:00:00Z
            c      | 2       | tt1      | 2026-09-28T06:00:00Z | 2026-09-28T07:40:00Z | 2026-09-28T17:00:00Z
            d      | 2       | tt2      | 2026-09-28T08:00:00Z | 2026-09-28T09:40:00Z | 2026-09-28T17:00:00Z
            e      | 3       | tt1      | 2026-09-28T06:00:00Z | 2026-09-28T07:40:00Z | 2026-09-28T17:00:00Z
            f      | 4       | tt4      | 2026-09-28T06:00:00Z | 2026-09-28T06:10:00Z | 2026-09-28T17:00:00Z
            g      | 2       | tt6      | 2026-09-28T10:00:00Z | 2026-09-28T11:40:00Z | 2026-09-28T17:00:00Z
            h      | 9       | tt3      | 2026-09-28T10:00:00Z | 2026-09-28T11:40:00Z | 2026-09-28T17:00:00Z
            """);
  }
}
