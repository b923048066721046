package ro.wowcinema.pipeline.jobs.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class CatalogTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(
              warehouse,
              "stage_titles",
              "stage_title_ratings",
              "stage_catalog",
              "cleanse_titles",
              "cleanse_title_ratings",
              "cleanse_catalog",
              "dim_title")
          .withCatalogSize(3);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String TITLES = "tconst\ntt1\ntt2\ntt3\ntt4\ntt5\ntt10";
  private static final String OFFERED =
      "select title_id from warehouse.dim_title where in_catalog and is_current order by 1";

  @Test
  void byDefaultTheMostVotesThenTheHigherRatingThenTheLowerId() {
    loads
        .on(MONDAY)
        .titles(TITLES)
        .ratings(
            """
            tconst | averageRating | numVotes
            tt1    | 5             | 10
            tt2    | 9             | 20
            tt3    | 9             | 10
            tt10   | 9             | 10
            tt4    | 8             | 10
            tt9    | 8             | 99
            """);

    loads.run(MONDAY);

    assertThat(loads.rows(OFFERED)).containsExactly("tt10", "tt2", "tt3");
  }

  @Test
  void unratedTitlesFillItUpAndThoseThatLeftImdbDoNot() {
    loads.on(MONDAY).titles(TITLES).ratings("tconst | averageRating | numVotes\ntt5 | 1 | 1");
    loads.on(TUESDAY).titles("tconst\ntt2\ntt3\ntt4");

    loads.run(MONDAY);
    assertThat(loads.rows(OFFERED)).containsExactly("tt1", "tt10", "tt5");

    loads.run(TUESDAY);
    assertThat(loads.rows(OFFERED)).containsExactly("tt2", "tt3", "tt4");
  }

  @Test
  void votesOfOneTitleMovesAnotherOutOfIt() {
    loads
        .on(MONDAY)
        .titles(TITLES)
        .ratings("tconst | averageRating | numVotes\ntt3 | 5 | 3\ntt4 | 5 | 4\ntt5 | 5 | 5");
    loads
        .on(TUESDAY)
        .ratings(
            "tconst | averageRating | numVotes\ntt3 | 5 | 3\ntt4 | 5 | 4\ntt5 | 5 | 5\ntt1 | 5 | 9");

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(OFFERED)).containsExactly("tt1", "tt4", "tt5");
  }

  @Test
  void deliveredCatalogueTakesThePlaceOfTheDefault() {
    loads.on(MONDAY).titles(TITLES);
    loads
        .on(TUESDAY)
        .catalog(
            """
            title_id | available_from | available_until
            tt4      | 2026-01-01     |
            tt5      |                | 2026-12-31
            """);

    loads.run(MONDAY);
    assertThat(loads.rows(OFFERED)).containsExactly("tt1", "tt10", "tt2");

    loads.run(TUESDAY);
    assertThat(
            loads.rows(
                "select title_id, available_from, available_until from warehouse.dim_title where in_catalog order by 1"))
        .isEqualTo(
            rows(
                """
                tt4 | 2026-01-01 | -
                tt5 | -          | 2026-12-31
                """));
  }

  @Test
  void emptyCatalogueIsOneToo() {
    loads.on(MONDAY).titles(TITLES).catalog("title_id\n");

    loads.run(MONDAY);

    assertThat(loads.rows(OFFERED)).isEmpty();
  }

  @Test
  void theLatestDateCountsWhicheverIsLoadedLast() {
    loads.on(MONDAY).titles(TITLES).catalog("title_id\ntt1\ntt2");
    loads.on(WEDNESDAY).catalog("title_id\ntt2\ntt3");
    loads.on(TUESDAY).catalog("title_id\ntt3\ntt4");

    loads.run(MONDAY, WEDNESDAY, TUESDAY);
    assertThat(loads.rows(OFFERED)).containsExactly("tt2", "tt3");

    var before = loads.whoWroteWhat();
    loads.run(MONDAY, TUESDAY, WEDNESDAY);
    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void titleThatImdbHasLaterIsOfferedFromThen() {
    loads.on(MONDAY).titles("tconst\ntt1").catalog("title_id | available_from\ntt2 | 2026-01-01");
    loads.on(TUESDAY).titles("tconst\ntt1\ntt2");

    loads.run(MONDAY, TUESDAY);

    assertThat(
            loads.rows(
                "select title_id, available_from from warehouse.dim_title where in_catalog and is_current"))
        .isEqualTo(rows("tt2 | 2026-01-01"));
  }

  @Test
  void rejectedEntryIsNotOffered() {
    loads.on(MONDAY).titles(TITLES).catalog("title_id | available_from\ntt1 | soon\nmovie 2 |");

    loads.run(MONDAY);

    assertThat(
            loads.rows("select title_id, available_from from warehouse.dim_title where in_catalog"))
        .isEqualTo(rows("tt1 | -"));
    assertThat(loads.rows("select raw_line from ops.quarantine")).containsExactly("movie 2,");
  }
}
