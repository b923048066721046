package ro.wowcinema.pipeline.jobs.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class TitleDimensionTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(
              warehouse,
              "stage_titles",
              "stage_title_ratings",
              "stage_title_episodes",
              "stage_catalog",
              "stage_sessions",
              "cleanse_titles",
              "cleanse_title_ratings",
              "cleanse_title_episodes",
              "cleanse_catalog",
              "cleanse_session_records",
              "cleanse_sessions",
              "dim_title")
          .withAnyShrinking();

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String ONE =
      """
      tconst | titleType | primaryTitle | originalTitle | isAdult | startYear | runtimeMinutes | genres
      tt1    | movie     | One          | Unu           | 0       | 1999      | 100            | Drama,Comedy
      """;
  private static final String TWO =
      """
      tconst | titleType | primaryTitle | originalTitle | isAdult | startYear | runtimeMinutes | genres
      tt2    | short     | Two          | Doi           | 0       | 1999      | 10             | Drama
      """;
  private static final String RUNTIMES =
      """
      select title_id, runtime_minutes, in_imdb, valid_from, is_current
      from warehouse.dim_title where title_key > 0 order by title_id, valid_from
      """;
  private static final String KEYS =
      "select title_key, title_id, valid_from from warehouse.dim_title where title_key > 0 order by 1";

  @Test
  void firstVersionHoldsSinceTheBeginning() {
    loads.on(MONDAY).titles(ONE).ratings("tconst | averageRating | numVotes\ntt1 | 7.5 | 1000");

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                """
                select title_id, title_name, original_title, title_type, is_adult, start_year, end_year,
                  runtime_minutes, genres, imdb_rating, imdb_votes, in_imdb, is_inferred, valid_from, valid_to, is_current
                from warehouse.dim_title where title_key > 0
                """))
        .isEqualTo(
            rows(
                "tt1 | One | Unu | movie | false | 1999 | - | 100 | Drama,Comedy | 7.5 | 1000 | true | false | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true"));
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).titles(ONE);
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void runtimeMakesVersionAndRatingDoesNot() {
    loads.on(MONDAY).titles(ONE).ratings("tconst | averageRating | numVotes\ntt1 | 7.5 | 1000");
    loads
        .on(TUESDAY)
        .titles(ONE.replace("100 ", "110 "))
        .ratings("tconst | averageRating | numVotes\ntt1 | 7.6 | 1001");
    loads.run(MONDAY);
    List<String> before = loads.rows(KEYS);

    loads.run(TUESDAY);

    assertThat(
            loads.rows(
                "select runtime_minutes, imdb_rating, imdb_votes, valid_from from warehouse.dim_title where title_key > 0 order by 4"))
        .isEqualTo(
            rows(
                """
                100 | 7.6 | 1001 | 1900-01-01T00:00:00Z
                110 | 7.6 | 1001 | 2026-09-28T21:00:00Z
                """));
    assertThat(loads.rows(KEYS)).containsAll(before);
  }

  @Test
  void episodeTakesItsPlaceInItsSeriesAndChangesItOnItsOwn() {
    loads
        .on(MONDAY)
        .titles(ONE)
        .episodes("tconst | parentTconst | seasonNumber | episodeNumber\ntt1 | tt9 | 1 | 1");
    loads
        .on(TUESDAY)
        .episodes("tconst | parentTconst | seasonNumber | episodeNumber\ntt1 | tt9 | 1 | 2");
    loads.on(WEDNESDAY).episodes("tconst | parentTconst | seasonNumber | episodeNumber\n");

    loads.run(MONDAY, TUESDAY, WEDNESDAY);

    assertThat(
            loads.rows(
                "select parent_title_id, season_number, episode_number, valid_from from warehouse.dim_title where title_key > 0 order by 4"))
        .isEqualTo(
            rows(
                """
                tt9 | 1 | 1 | 1900-01-01T00:00:00Z
                tt9 | 1 | 2 | 2026-09-28T21:00:00Z
                -   | - | - | 2026-09-29T21:00:00Z
                """));
  }

  @Test
  void titleThatLeavesImdbKeepsItsRowAndComesBackToIt() {
    loads.on(MONDAY).titles(ONE + TWO.lines().skip(1).findFirst().orElseThrow());
    loads.on(TUESDAY).titles(TWO);
    loads.on(WEDNESDAY).titles(ONE + TWO.lines().skip(1).findFirst().orElseThrow());
    loads.run(MONDAY);
    List<String> keys = loads.rows(KEYS);

    loads.run(TUESDAY);
    assertThat(loads.rows(RUNTIMES))
        .isEqualTo(
            rows(
                """
                tt1 | 100 | false | 1900-01-01T00:00:00Z | true
                tt2 | 10  | true  | 1900-01-01T00:00:00Z | true
                """));

    loads.run(WEDNESDAY);
    assertThat(loads.rows(RUNTIMES))
        .isEqualTo(
            rows(
                """
                tt1 | 100 | true | 1900-01-01T00:00:00Z | true
                tt2 | 10  | true | 1900-01-01T00:00:00Z | true
                """));
    assertThat(loads.rows(KEYS)).isEqualTo(keys);
  }

  @Test
  void snapshotRedeliveredLateBetweenTwoLoadedOnesChangesItsOwnDayOnly() {
    loads.on(MONDAY).titles(ONE);
    loads.on(TUESDAY).titles(ONE);
    loads.on(WEDNESDAY).titles(ONE);
    loads.run(MONDAY, TUESDAY, WEDNESDAY);
    List<String> keys = loads.rows(KEYS);

    loads.on(TUESDAY).titles(ONE.replace("100 ", "110 "));
    loads.run(TUESDAY);
    assertThat(loads.rows(RUNTIMES))
        .isEqualTo(
            rows(
                """
                tt1 | 100 | true | 1900-01-01T00:00:00Z | false
                tt1 | 110 | true | 2026-09-28T21:00:00Z | false
                tt1 | 100 | true | 2026-09-29T21:00:00Z | true
                """));
    assertThat(loads.rows(KEYS)).containsAll(keys);

    loads.on(TUESDAY).titles(ONE);
    loads.run(TUESDAY);
    assertThat(loads.rows(RUNTIMES))
        .isEqualTo(rows("tt1 | 100 | true | 1900-01-01T00:00:00Z | true"));
    assertThat(loads.rows(KEYS)).isEqualTo(keys);
  }

  @Test
  void titleOnlyInCorrectedSnapshotLeavesNoTrace() {
    loads.on(MONDAY).titles(ONE);
    loads.on(WEDNESDAY).titles(ONE);
    loads.on(TUESDAY).titles(ONE + TWO.lines().skip(1).findFirst().orElseThrow());
    loads.run(MONDAY, WEDNESDAY, TUESDAY);
    assertThat(
            loads.rows(
                "select title_id, in_imdb from warehouse.dim_title where title_key > 0 order by 1"))
        .isEqualTo(
            rows(
                """
                tt1 | true
                tt2 | false
                """));

    loads.on(TUESDAY).titles(ONE);
    loads.run(TUESDAY);

    assertThat(loads.rows("select title_id from warehouse.dim_title where title_key > 0"))
        .containsExactly("tt1");
  }

  @Test
  void inferredMemberIsFilledInPlaceAndEmptiedAgain() {
    loads.on(MONDAY).sessions(sessionOf("tt1"));
    loads.run(MONDAY);
    String inferred =
        "select title_id, is_inferred, in_imdb, in_catalog, title_name, valid_from from warehouse.dim_title where title_key > 0";
    assertThat(loads.rows(inferred))
        .isEqualTo(rows("tt1 | true | false | false | - | 1900-01-01T00:00:00Z"));
    List<String> keys = loads.rows(KEYS);

    loads.on(TUESDAY).titles(ONE);
    loads.run(TUESDAY);
    assertThat(loads.rows(inferred))
        .isEqualTo(rows("tt1 | false | true | true | One | 1900-01-01T00:00:00Z"));
    assertThat(loads.rows(KEYS)).isEqualTo(keys);

    loads.on(TUESDAY).titles(TWO);
    loads.run(TUESDAY);
    assertThat(loads.rows(inferred + " and title_id = 'tt1'"))
        .isEqualTo(rows("tt1 | true | false | false | - | 1900-01-01T00:00:00Z"));
    assertThat(loads.rows(KEYS)).containsAll(keys);
  }

  @Test
  void inferredMemberGoesWithItsOnlySession() {
    loads.on(MONDAY).sessions(sessionOf("tt1"));
    loads.run(MONDAY);
    loads.on(MONDAY).sessions(sessionOf("tt2"));

    loads.run(MONDAY);

    assertThat(loads.rows("select title_id from warehouse.dim_title where title_key > 0"))
        .containsExactly("tt2");
  }

  @Test
  void orphansAreCountedAndLeaveNoTrace() {
    loads
        .on(MONDAY)
        .titles(ONE)
        .ratings("tconst | averageRating | numVotes\ntt1 | 7.5 | 1000\ntt8 | 9 | 5")
        .episodes("tconst | parentTconst | seasonNumber | episodeNumber\ntt9 | tt1 | 1 | 1")
        .catalog("title_id\ntt1\ntt7");

    loads.run(MONDAY);

    assertThat(loads.rows("select title_id from warehouse.dim_title where title_key > 0"))
        .containsExactly("tt1");
    assertThat(
            loads.rows(
                "select file_name, orphans from ops.source_file where lines_read > 0 order by 1"))
        .isEqualTo(
            rows(
                """
                catalog.csv       | 0
                title.basics.tsv  | 0
                title.episode.tsv | 1
                title.ratings.tsv | 1
                """));
  }

  @Test
  void rejectedTitleDoesNotReachItAndBadRuntimeIsNull() {
    loads
        .on(MONDAY)
        .titles(
            """
            tconst | titleType | primaryTitle | runtimeMinutes
            tt1    | movie     | "One         | abc
            nm1    | movie     | Not a title  | 10
            tt3    | movie     |              |
            tt4    | movie     | Four         | 0
            !tt2\tmovie\tToo few
            """);

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                "select title_id, title_name, runtime_minutes from warehouse.dim_title where title_key > 0 order by 1"))
        .isEqualTo(
            rows(
                """
                tt1 | "One | -
                tt3 | -    | -
                tt4 | Four | 0
                """));
    assertThat(loads.rows("select line_number, reason_code from ops.quarantine order by 1"))
        .isEqualTo(
            rows(
                """
                3 | malformed_required_field
                6 | wrong_field_count
                """));
  }

  private static String sessionOf(String titleId) {
    return """
        log_id | user_id | title_id | session_start        | emitted_at
        a      | 7       | %s       | 2026-09-28T18:00:00Z | 2026-09-28T18:00:00Z
        """
        .formatted(titleId);
  }
}
