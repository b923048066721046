package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** One viewer, who watches a comedy drama and a drama in one county and begins one in another. */
final class GenreReportsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofReports(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final String TOP =
      "select region_name, rank, genre, views, viewed_minutes from mart.report_top_10_genres_by_region";

  @BeforeEach
  void loadMonday() {
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD")
        .users(
            "user_id | region_code | plan_id | subscription_start_date | updated_at\n7 | 13 | 1 | 2026-09-01 | 2026-09-01T08:00:00Z")
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | region_code | emitted_at
            a      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T19:30:00Z | 12          | 2026-09-28T20:00:00Z
            b      | 7       | tt2      | 2026-09-28T20:00:00Z | 2026-09-28T20:30:00Z | 12          | 2026-09-28T21:00:00Z
            c      | 7       | tt1      | 2026-09-28T20:40:00Z |                      | 13          | 2026-09-28T21:00:00Z
            """);
    titles("Comedy,Drama");
    loads.run(MONDAY);
  }

  @Test
  void sessionCountsWhollyForEachGenreOfItsTitle() {
    assertThat(loads.rows(TOP))
        .isEqualTo(
            rows(
                """
                Cluj     | 1 | Comedy | 1 | 0
                Cluj     | 2 | Drama  | 1 | 0
                Călărași | 1 | Drama  | 2 | 120
                Călărași | 2 | Comedy | 1 | 90
                """));
    assertThat(
            loads.rows(
                "select region_name, rank, genre, views from mart.report_bottom_5_genres_by_region where region_name <> 'Cluj'"))
        .isEqualTo(
            rows(
                """
                Călărași | 1 | Comedy | 1
                Călărași | 2 | Drama  | 2
                """));
    assertThat(loads.rows("select * from mart.report_top_5_genres_by_plan"))
        .isEqualTo(
            rows(
                """
                Bronze | 1 | Drama  | 3
                Bronze | 2 | Comedy | 2
                """));
  }

  @Test
  void completionIsOfSessionsOfKnownRatioOnly() {
    // tt2 has no runtime, and c is open.
    assertThat(loads.rows("select * from mart.report_genre_completion_by_region"))
        .isEqualTo(
            rows(
                """
                Călărași | Comedy | 1 | 0.9
                Călărași | Drama  | 1 | 0.9
                """));
  }

  @Test
  void shareIsOfTheSumOverGenresNotOverSessions() {
    assertThat(loads.rows("select * from mart.report_genre_watch_share"))
        .isEqualTo(
            rows(
                """
                2026-09-01 | Comedy | 90  | 0.4286 | false
                2026-09-01 | Drama  | 120 | 0.5714 | false
                """));
  }

  /** Of all sessions, 3 of 3 are drama and 2 comedy; of Călărași's, 2 of 2 and 1. */
  @Test
  void affinityIsTheGenresShareOfTheCountyByItsShareOfAll() {
    assertThat(
            loads.rows(
                "select region_name, genre, viewers, affinity from mart.report_top_10_genres_by_region"))
        .isEqualTo(
            rows(
                """
                Cluj     | Comedy | 1 | 1.5
                Cluj     | Drama  | 1 | 1
                Călărași | Drama  | 1 | 1
                Călărași | Comedy | 1 | 0.75
                """));
  }

  @Test
  void restatedGenresTakeTheCountedSessionsAlong() {
    titles("War");

    loads.run(MONDAY);

    assertThat(loads.rows(TOP))
        .isEqualTo(
            rows(
                """
                Cluj     | 1 | War   | 1 | 0
                Călărași | 1 | Drama | 1 | 30
                Călărași | 2 | War   | 1 | 90
                """));
  }

  @Test
  void genresThatWereRestatedTwiceBeforePublicationLeaveNothingBehind() {
    titles("War");
    loads.runOnly(MONDAY, allButPublication());
    titles("Horror");

    loads.run(MONDAY);

    assertThat(loads.rows(TOP))
        .isEqualTo(
            rows(
                """
                Cluj     | 1 | Horror | 1 | 0
                Călărași | 1 | Drama  | 1 | 30
                Călărași | 2 | Horror | 1 | 90
                """));
  }

  private void titles(String genres) {
    loads
        .on(MONDAY)
        .titles(
            "tconst | titleType | runtimeMinutes | genres\ntt1 | movie | 100 | %s\ntt2 | movie | | Drama"
                .formatted(genres));
  }

  private static String[] allButPublication() {
    return RunRequest.all(WarehouseDag.create(), MONDAY).tasks().stream()
        .filter(task -> !task.equals("publish_reports"))
        .toArray(String[]::new);
  }
}
