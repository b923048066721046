package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Every file of a date, loaded again after something went wrong or changed. */
final class ReloadTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final String[] STAGING = {
    "await_platform_delivery",
    "stage_plans",
    "stage_users",
    "stage_catalog",
    "stage_sessions",
    "stage_titles",
    "stage_title_ratings",
    "stage_title_crew",
    "stage_title_episodes",
    "stage_people"
  };
  private static final String STATES =
      "select state, count(*), sum(loaded) from ops.source_file group by 1 order by 1";

  @Test
  void forcedReloadChangesNothing() {
    deliver(MONDAY, "100");
    loads.run(MONDAY);
    var before = Checksums.ofStar(warehouse.dsl());

    loads.force(MONDAY);

    assertThat(Checksums.ofStar(warehouse.dsl())).isEqualTo(before);
    assertThat(loads.rows(STATES))
        .isEqualTo(
            rows(
                """
                cleansed   | 9 | 9
                superseded | 9 | 9
                """));
  }

  @Test
  void filesAreReadAgainWhereCrashEmptiedStaging() {
    deliver(MONDAY, "100");
    loads.runOnly(MONDAY, STAGING);
    for (String table : Checksums.tables(warehouse.dsl(), "staging")) {
      warehouse.dsl().execute("truncate " + table);
    }

    loads.runOnly(MONDAY, cleansing());
    assertThat(loads.rows(STATES))
        .isEqualTo(
            rows(
                """
                abandoned | 9 | 9
                cleansed  | 9 | 9
                """));

    loads.run(MONDAY);
    assertThat(
            loads.rows(
                "select user_id, title_id, completion_ratio from warehouse.fact_watch_session"))
        .isEqualTo(rows("7 | tt1 | 0.6"));
    assertThat(loads.rows("select sum(loaded) from ops.source_file where state = 'cleansed'"))
        .containsExactly("9");
  }

  @Test
  void nextRunReadsFilesAgainWhereCrashEmptiedStaging() {
    deliver(MONDAY, "100");
    loads.runOnly(MONDAY, STAGING);
    for (String table : Checksums.tables(warehouse.dsl(), "staging")) {
      warehouse.dsl().execute("truncate " + table);
    }

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                "select user_id, title_id, completion_ratio from warehouse.fact_watch_session"))
        .isEqualTo(rows("7 | tt1 | 0.6"));
    assertThat(loads.rows(STATES))
        .isEqualTo(
            rows(
                """
                abandoned | 9 | 9
                cleansed  | 9 | 9
                """));
  }

  @Test
  void fileThatDeliveryNoLongerHasIsTakenBackByForceOnly() throws IOException {
    deliver(MONDAY, "100");
    loads.run(MONDAY);
    var before = Checksums.ofStarWithoutSurrogateKeys(warehouse.dsl());
    loads
        .on(TUESDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Brass | 4.99 | USD");
    loads.run(TUESDAY);
    assertThat(loads.rows("select count(*) from warehouse.dim_plan where plan_id = 1"))
        .containsExactly("2");

    loads.files().delete("platform", TUESDAY, "plans.csv");
    assertThat(loads.outcomes(TUESDAY).get("stage_plans").message())
        .isEqualTo(
            "no longer delivered; what it contributed stays, run with --force to take it back");
    assertThat(loads.rows("select count(*) from warehouse.dim_plan where plan_id = 1"))
        .containsExactly("2");

    loads.force(TUESDAY);
    assertThat(Checksums.ofStarWithoutSurrogateKeys(warehouse.dsl())).isEqualTo(before);
    assertThat(
            loads.rows(
                "select state from ops.source_file where file_name = 'plans.csv' and logical_date = '2026-09-29'"))
        .containsExactly("superseded");
  }

  @Test
  void snapshotThatIsTakenBackLeavesTheNextOneAsItWas() throws IOException {
    deliver(MONDAY, "100");
    loads
        .on(TUESDAY)
        .titles("tconst | runtimeMinutes | genres\ntt1 | 60 | Comedy\ntt2 | 5 | Drama");
    loads
        .on(TUESDAY.plusDays(1))
        .titles("tconst | runtimeMinutes | genres\ntt1 | 60 | Comedy\ntt2 | 5 | Drama");
    loads.run(MONDAY, TUESDAY, TUESDAY.plusDays(1));

    loads.files().delete("imdb", TUESDAY, "title.basics.tsv");
    loads.force(TUESDAY);

    assertThat(
            loads.rows(
                "select title_id, runtime_minutes, valid_from from warehouse.dim_title where title_key > 0 order by 1, 3"))
        .isEqualTo(
            rows(
                """
                tt1 | 100 | 1900-01-01T00:00:00Z
                tt1 | 60  | 2026-09-29T21:00:00Z
                tt2 | 5   | 1900-01-01T00:00:00Z
                """));
    assertThat(loads.rows("select genre_name from warehouse.dim_genre order by 1"))
        .containsExactly("Comedy", "Drama", "Unknown");
  }

  @Test
  void genreAndDirectorThatOnlyAWrongDeliveryNamedGoAgain() {
    deliver(MONDAY, "100");
    loads
        .on(MONDAY)
        .titles("tconst | genres\ntt1 | Dramma")
        .crew("tconst | directors\ntt1 | nm1,nm8");
    loads.run(MONDAY);
    assertThat(loads.rows("select genre_name from warehouse.dim_genre order by 1"))
        .containsExactly("Dramma", "Unknown");

    deliver(MONDAY, "100");
    loads.run(MONDAY);

    assertThat(loads.rows("select genre_name from warehouse.dim_genre order by 1"))
        .containsExactly("Drama", "Unknown");
    assertThat(loads.rows("select person_id, person_name from warehouse.dim_person order by 1"))
        .isEqualTo(
            rows(
                """
                Unknown | Unknown
                nm1     | Ana
                """));
  }

  @Test
  void genreAndDirectorOfRunThatEndedBeforeTheBridgesGoAgain() {
    deliver(MONDAY, "100");
    loads.on(MONDAY).titles("tconst | genres\ntt1 | Dramma").crew("tconst | directors\ntt1 | nm8");
    loads.runOnly(
        MONDAY,
        RunRequest.all(WarehouseDag.create(), MONDAY).tasks().stream()
            .filter(task -> !task.startsWith("bridge_") && !task.equals("publish_reports"))
            .toArray(String[]::new));
    assertThat(loads.rows("select genre_name from warehouse.dim_genre order by 1"))
        .containsExactly("Dramma", "Unknown");

    deliver(MONDAY, "100");
    loads.run(MONDAY);

    assertThat(loads.rows("select genre_name from warehouse.dim_genre order by 1"))
        .containsExactly("Drama", "Unknown");
    assertThat(loads.rows("select person_id from warehouse.dim_person order by 1"))
        .containsExactly("Unknown", "nm1");
  }

  @Test
  void changedOldDateCorrectsTheStarAndGoingBackGivesTheOldOne() {
    deliver(MONDAY, "100");
    loads.on(TUESDAY);
    loads.run(MONDAY, TUESDAY);
    var before = Checksums.ofStar(warehouse.dsl());

    deliver(MONDAY, "60");
    loads.run(MONDAY);
    assertThat(
            loads.rows("select completion_ratio, is_completed from warehouse.fact_watch_session"))
        .isEqualTo(rows("1 | true"));
    assertThat(loads.rows("select as_of_date from mart.as_of")).containsExactly("2026-09-29");

    deliver(MONDAY, "100");
    loads.run(MONDAY);
    assertThat(Checksums.ofStar(warehouse.dsl())).isEqualTo(before);
  }

  @Test
  void fileThatGoesBackBeforeItsNewVersionWasCleansedChangesNothing() {
    deliver(MONDAY, "100");
    loads.run(MONDAY);
    var before = Checksums.ofStar(warehouse.dsl());
    deliver(MONDAY, "60");
    loads.runOnly(MONDAY, STAGING);
    deliver(MONDAY, "100");

    loads.run(MONDAY);

    assertThat(Checksums.ofStar(warehouse.dsl())).isEqualTo(before);
    assertThat(loads.rows("select state, file_name from ops.source_file where state <> 'cleansed'"))
        .isEqualTo(rows("abandoned | title.basics.tsv"));
  }

  @Test
  void stagingIsEmptyAfterwards() {
    deliver(MONDAY, "100");

    loads.run(MONDAY);

    assertThat(Checksums.tables(warehouse.dsl(), "staging"))
        .hasSize(9)
        .allSatisfy(table -> assertThat(loads.rows("select * from " + table)).isEmpty());
  }

  private static String[] cleansing() {
    return WarehouseDag.create().tasks().stream()
        .map(task -> task.name())
        .filter(name -> name.startsWith("cleanse_") || name.equals("identify_users"))
        .toArray(String[]::new);
  }

  private void deliver(LocalDate date, String runtime) {
    loads
        .on(date)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD")
        .users(
            "user_id | email | plan_id | subscription_start_date | updated_at\n7 | a@x.ro | 1 | 2026-09-01 | 2026-09-01T08:00:00Z")
        .catalog("title_id\ntt1")
        .sessions(
            "log_id | user_id | title_id | session_start | session_end | emitted_at\na | 7 | tt1 | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 2026-09-28T19:00:00Z")
        .titles("tconst | runtimeMinutes | genres\ntt1 | %s | Drama".formatted(runtime))
        .ratings("tconst | averageRating | numVotes\ntt1 | 7.5 | 10")
        .crew("tconst | directors\ntt1 | nm1")
        .episodes("tconst | parentTconst | seasonNumber | episodeNumber\ntt1 | tt9 | 1 | 2")
        .people("nconst | primaryName\nnm1 | Ana");
  }
}
