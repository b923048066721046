package ro.wowcinema.pipeline.jobs.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** {@link GenreDimension} and {@link TitleGenreBridge}. */
final class TitleGenreBridgeTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(
          warehouse,
          "stage_titles",
          "cleanse_titles",
          "dim_title",
          "dim_genre",
          "bridge_title_genre");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String GENRES =
      """
      select t.title_id, t.valid_from, g.genre_name
      from warehouse.bridge_title_genre as b
      join warehouse.dim_title as t using (title_key)
      join warehouse.dim_genre as g using (genre_key)
      order by 1, 2, 3
      """;
  private static final String MEMBERS =
      "select genre_name from warehouse.dim_genre where genre_key > 0 order by 1";

  @Test
  void everyGenreIsKeptAndTheirOrderInTheTitle() {
    loads.on(MONDAY).titles("tconst | genres\ntt1 | War,Drama,War\ntt2 |");

    loads.run(MONDAY);

    assertThat(loads.rows(GENRES))
        .isEqualTo(
            rows(
                """
                tt1 | 1900-01-01T00:00:00Z | Drama
                tt1 | 1900-01-01T00:00:00Z | War
                """));
    assertThat(loads.rows("select genres from warehouse.dim_title where title_id = 'tt1'"))
        .containsExactly("War,Drama,War");
    assertThat(loads.rows(MEMBERS)).containsExactly("Drama", "War");
  }

  /** A genre that is named twice counts once. */
  @Test
  void weightsOfATitlesGenresAddUpToOne() {
    loads
        .on(MONDAY)
        .titles("tconst | genres\ntt1 | War,Drama,War\ntt2 | Comedy\ntt3 | Comedy,Drama,War");

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                "select title_id, count(*), min(weight), max(weight) from warehouse.bridge_title_genre group by 1 order by 1"))
        .isEqualTo(
            rows(
                """
                tt1 | 2 | 0.5            | 0.5
                tt2 | 1 | 1              | 1
                tt3 | 3 | 0.333333333333 | 0.333333333333
                """));
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).titles("tconst | genres\ntt1 | War,Drama");
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void eachVersionHasItsOwnGenres() {
    loads.on(MONDAY).titles("tconst | genres\ntt1 | War");
    loads.on(WEDNESDAY).titles("tconst | genres\ntt1 | War");
    loads.on(TUESDAY).titles("tconst | genres\ntt1 | Drama");

    loads.run(MONDAY, WEDNESDAY, TUESDAY);

    assertThat(loads.rows(GENRES))
        .isEqualTo(
            rows(
                """
                tt1 | 1900-01-01T00:00:00Z | War
                tt1 | 2026-09-28T21:00:00Z | Drama
                tt1 | 2026-09-29T21:00:00Z | War
                """));
  }

  @Test
  void rejectedTitleBringsNoGenre() {
    loads.on(MONDAY).titles("tconst | genres\ntt1 | War\nxx | Western");

    loads.run(MONDAY);

    assertThat(loads.rows(MEMBERS)).containsExactly("War");
  }

  @Test
  void titleThatWasCorrectedAwayLeavesNoGenre() {
    loads.on(MONDAY).titles("tconst | genres\ntt1 | War\ntt2 | Drama");
    loads.run(MONDAY);
    loads.on(MONDAY).titles("tconst | genres\ntt1 | War");

    loads.run(MONDAY);

    assertThat(loads.rows(GENRES)).isEqualTo(rows("tt1 | 1900-01-01T00:00:00Z | War"));
    assertThat(loads.rows("select count(*) from warehouse.bridge_title_genre"))
        .containsExactly("1");
  }
}
