package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class TitleRatingFactTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofFacts(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String TITLE = "tconst | primaryTitle\ntt1 | Home";
  private static final String NO_TITLE = "tconst | primaryTitle\ntt2 | Else";
  private static final String RATINGS =
      """
      select f.title_id, delivery_date, delivery_date_key, f.imdb_rating, f.imdb_votes, t.title_name
      from warehouse.fact_title_rating as f join warehouse.dim_title as t using (title_key)
      order by title_id, delivery_date
      """;

  @Test
  void eachDeliveryThatChangesRatingOrVotesHasOneRow() {
    loads.on(MONDAY).titles(TITLE).ratings(rating("7.5", "10"));
    loads.on(TUESDAY).ratings(rating("7.5", "11"));
    loads.on(WEDNESDAY).ratings(rating("7.6", "11"));

    loads.run(MONDAY, TUESDAY, WEDNESDAY);

    assertThat(loads.rows(RATINGS))
        .isEqualTo(
            rows(
                """
                tt1 | 2026-09-28 | 20260928 | 7.5 | 10 | Home
                tt1 | 2026-09-29 | 20260929 | 7.5 | 11 | Home
                tt1 | 2026-09-30 | 20260930 | 7.6 | 11 | Home
                """));
  }

  @Test
  void deliveryThatSaysTheSameHasNone() {
    loads.on(MONDAY).titles(TITLE).ratings(rating("7.5", "10"));
    loads.on(TUESDAY).titles(TITLE).ratings(rating("7.5", "10"));

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(RATINGS))
        .isEqualTo(rows("tt1 | 2026-09-28 | 20260928 | 7.5 | 10 | Home"));
  }

  @Test
  void ratingOfUnknownTitleLeavesNoTraceUntilTheTitleComes() {
    loads.on(MONDAY).titles(NO_TITLE).ratings(rating("7.5", "10"));
    loads.on(TUESDAY).titles(TITLE + "\ntt2 | Else");

    loads.run(MONDAY);
    assertThat(loads.rows(RATINGS)).isEmpty();

    loads.run(TUESDAY);
    assertThat(loads.rows(RATINGS))
        .isEqualTo(rows("tt1 | 2026-09-29 | 20260929 | 7.5 | 10 | Home"));
  }

  @Test
  void ratingThatIsGoneIsChangeToNone() {
    loads
        .on(MONDAY)
        .titles(TITLE + "\ntt2 | Else")
        .ratings(rating("7.5", "10") + "\ntt2 | 5.0 | 5");
    loads.on(TUESDAY).ratings("tconst | averageRating | numVotes\ntt2 | 5.0 | 5");

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(RATINGS))
        .isEqualTo(
            rows(
                """
                tt1 | 2026-09-28 | 20260928 | 7.5 | 10 | Home
                tt1 | 2026-09-29 | 20260929 | -   | -  | Home
                tt2 | 2026-09-28 | 20260928 | 5   | 5  | Else
                """));
  }

  @Test
  void whileTitleIsGoneItsRatingsMoveUnseen() {
    loads.on(MONDAY).titles(TITLE + "\ntt2 | Else").ratings(rating("7.5", "10"));
    loads.on(TUESDAY).titles(NO_TITLE).ratings(rating("8.0", "20"));
    loads.on(WEDNESDAY).titles(TITLE + "\ntt2 | Else");

    loads.run(MONDAY, TUESDAY, WEDNESDAY);

    assertThat(loads.rows(RATINGS))
        .isEqualTo(
            rows(
                """
                tt1 | 2026-09-28 | 20260928 | 7.5 | 10 | Home
                tt1 | 2026-09-30 | 20260930 | 8   | 20 | Home
                """));
  }

  @Test
  void rowPointsToTheVersionOfItsDelivery() {
    loads.on(MONDAY).titles(TITLE).ratings(rating("7.5", "10"));
    loads.on(TUESDAY).titles("tconst | primaryTitle\ntt1 | Away").ratings(rating("7.6", "10"));
    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(RATINGS))
        .isEqualTo(
            rows(
                """
                tt1 | 2026-09-28 | 20260928 | 7.5 | 10 | Home
                tt1 | 2026-09-29 | 20260929 | 7.6 | 10 | Away
                """));
  }

  @Test
  void lateDeliveryFitsInAndCorrectedOneIsTakenBack() {
    loads.on(MONDAY).titles(TITLE).ratings(rating("7.5", "10"));
    loads.on(WEDNESDAY).ratings(rating("7.5", "10"));
    loads.run(MONDAY, WEDNESDAY);

    loads.on(TUESDAY).ratings(rating("9.9", "99"));
    loads.run(TUESDAY);
    assertThat(loads.rows(RATINGS))
        .isEqualTo(
            rows(
                """
                tt1 | 2026-09-28 | 20260928 | 7.5 | 10 | Home
                tt1 | 2026-09-29 | 20260929 | 9.9 | 99 | Home
                tt1 | 2026-09-30 | 20260930 | 7.5 | 10 | Home
                """));

    loads.on(TUESDAY).ratings(rating("7.5", "10"));
    loads.run(TUESDAY);
    assertThat(loads.rows(RATINGS))
        .isEqualTo(rows("tt1 | 2026-09-28 | 20260928 | 7.5 | 10 | Home"));
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).titles(TITLE).ratings(rating("7.5", "10"));
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  private static String rating(String rating, String votes) {
    return "tconst | averageRating | numVotes\ntt1 | %s | %s".formatted(rating, votes);
  }
}
