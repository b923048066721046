package ro.wowcinema.pipeline.jobs.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** {@link PersonDimension} and {@link TitleDirectorBridge}. */
final class TitleDirectorBridgeTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(
          warehouse,
          "stage_titles",
          "stage_title_crew",
          "stage_people",
          "cleanse_titles",
          "cleanse_title_crew",
          "cleanse_people",
          "dim_title",
          "dim_person",
          "bridge_title_director");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String ONE = "tconst | runtimeMinutes\ntt1 | 100";
  private static final String PEOPLE =
      """
      nconst | primaryName | birthYear | deathYear | primaryProfession
      nm1    | Ana         | 1950      | 2020      | director,writer
      nm2    | Bogdan      |           |           | director
      nm3    | Călin       |           |           |
      """;
  private static final String DIRECTORS =
      """
      select t.title_id, t.valid_from, b.director_order, p.person_id, p.person_name
      from warehouse.bridge_title_director as b
      join warehouse.dim_title as t using (title_key)
      join warehouse.dim_person as p using (person_key)
      order by 1, 2, 3
      """;
  private static final String PERSONS =
      "select person_id, person_name, in_imdb, is_inferred from warehouse.dim_person where person_key > 0 order by 1";

  @Test
  void everyDirectorIsKeptInOrder() {
    loads.on(MONDAY).titles(ONE).people(PEOPLE).crew("tconst | directors\ntt1 | nm3,nm1,nm2");

    loads.run(MONDAY);

    assertThat(loads.rows(DIRECTORS))
        .isEqualTo(
            rows(
                """
                tt1 | 1900-01-01T00:00:00Z | 1 | nm3 | Călin
                tt1 | 1900-01-01T00:00:00Z | 2 | nm1 | Ana
                tt1 | 1900-01-01T00:00:00Z | 3 | nm2 | Bogdan
                """));
    assertThat(loads.rows("select distinct weight from warehouse.bridge_title_director"))
        .containsExactly("0.333333333333");
    assertThat(
            loads.rows(
                "select person_id, birth_year, death_year, primary_profession from warehouse.dim_person where person_key > 0 order by 1"))
        .isEqualTo(
            rows(
                """
                nm1 | 1950 | 2020 | director,writer
                nm2 | -    | -    | director
                nm3 | -    | -    | -
                """));
  }

  @Test
  void nameThatStandsTwiceCountsAtItsFirstPlace() {
    loads.on(MONDAY).titles(ONE).people(PEOPLE).crew("tconst | directors\ntt1 | nm2,nm1,nm2");

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                "select director_order, person_id from warehouse.bridge_title_director join warehouse.dim_person using (person_key) order by 1"))
        .isEqualTo(
            rows(
                """
                1 | nm2
                2 | nm1
                """));
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).titles(ONE).people(PEOPLE).crew("tconst | directors\ntt1 | nm1");
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void everyVersionOfTheTitleHasTheLatestDirectors() {
    loads.on(MONDAY).titles(ONE).people(PEOPLE).crew("tconst | directors\ntt1 | nm1");
    loads.on(TUESDAY).titles(ONE.replace("100", "110"));
    loads.on(WEDNESDAY).crew("tconst | directors\ntt1 | nm2");

    loads.run(MONDAY, TUESDAY, WEDNESDAY);

    assertThat(loads.rows(DIRECTORS))
        .isEqualTo(
            rows(
                """
                tt1 | 1900-01-01T00:00:00Z | 1 | nm2 | Bogdan
                tt1 | 2026-09-28T21:00:00Z | 1 | nm2 | Bogdan
                """));
  }

  @Test
  void crewThatComesBeforeItsTitleWaitsForIt() {
    loads.on(MONDAY).people(PEOPLE).crew("tconst | directors\ntt1 | nm1,nm9");
    loads.on(TUESDAY).titles(ONE);
    loads.run(MONDAY);
    assertThat(loads.rows(DIRECTORS)).isEmpty();
    assertThat(loads.rows(PERSONS)).hasSize(3);

    loads.run(TUESDAY);

    assertThat(loads.rows(DIRECTORS))
        .isEqualTo(
            rows(
                """
                tt1 | 1900-01-01T00:00:00Z | 1 | nm1 | Ana
                tt1 | 1900-01-01T00:00:00Z | 2 | nm9 | -
                """));
  }

  @Test
  void directorWhomNobodyDescribedIsInferredAndFilledInPlace() {
    loads.on(MONDAY).titles(ONE).crew("tconst | directors\ntt1 | nm1");
    loads.on(TUESDAY).people(PEOPLE);
    loads.run(MONDAY);
    assertThat(loads.rows(PERSONS)).isEqualTo(rows("nm1 | - | false | true"));
    String keyOfAna = "select person_key from warehouse.dim_person where person_id = 'nm1'";
    List<String> before = loads.rows(keyOfAna);

    loads.run(TUESDAY);

    assertThat(loads.rows(PERSONS)).contains("nm1 | Ana | true | false");
    assertThat(loads.rows(keyOfAna)).isEqualTo(before);
  }

  @Test
  void personWhoLeavesImdbKeepsTheRow() {
    loads.on(MONDAY).people(PEOPLE);
    loads.on(TUESDAY).people("nconst | primaryName\nnm1 | Ana-Maria");

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(PERSONS))
        .isEqualTo(
            rows(
                """
                nm1 | Ana-Maria | true  | false
                nm2 | Bogdan    | false | false
                nm3 | Călin     | false | false
                """));
  }

  @Test
  void personWhomCorrectedFileNoLongerHasWasNeverDescribed() {
    loads.on(MONDAY).titles(ONE).people(PEOPLE).crew("tconst | directors\ntt1 | nm2");
    loads.run(MONDAY);
    loads.on(MONDAY).people("nconst | primaryName\nnm1 | Ana");

    loads.run(MONDAY);

    assertThat(loads.rows(PERSONS))
        .isEqualTo(
            rows(
                """
                nm1 | Ana | true  | false
                nm2 | -   | false | true
                """));
  }

  @Test
  void personWhomLateSnapshotHadByMistakeWasNeverDescribedEither() {
    loads.on(MONDAY).people("nconst | primaryName\nnm1 | Ana");
    loads.on(WEDNESDAY).people("nconst | primaryName\nnm1 | Ana");
    loads.on(TUESDAY).people(PEOPLE);
    loads.run(MONDAY, WEDNESDAY, TUESDAY);
    loads.on(TUESDAY).people("nconst | primaryName\nnm1 | Ana");

    loads.run(TUESDAY);

    assertThat(loads.rows(PERSONS)).isEqualTo(rows("nm1 | Ana | true | false"));
  }

  @Test
  void titleThatLeavesImdbLosesItsDirectorsUntilItComesBack() {
    loads.on(MONDAY).titles(ONE + "\ntt2 |").people(PEOPLE).crew("tconst | directors\ntt1 | nm1");
    loads.on(TUESDAY).titles("tconst\ntt2");
    loads.on(WEDNESDAY).titles(ONE);

    loads.run(MONDAY, TUESDAY);
    assertThat(loads.rows(DIRECTORS)).isEmpty();

    loads.run(WEDNESDAY);
    assertThat(loads.rows(DIRECTORS)).isEqualTo(rows("tt1 | 1900-01-01T00:00:00Z | 1 | nm1 | Ana"));
  }

  @Test
  void malformedListIsNoListAndBadRecordIsSetAside() {
    loads
        .on(MONDAY)
        .titles(ONE)
        .people(PEOPLE + "xx1 | Nobody |  |  |")
        .crew("tconst | directors\ntt1 | nm1;nm2");

    loads.run(MONDAY);

    assertThat(loads.rows(DIRECTORS)).isEmpty();
    assertThat(loads.rows("select column_name from ops.field_warning"))
        .containsExactly("directors");
    assertThat(loads.rows("select column_name from ops.quarantine")).containsExactly("nconst");
  }
}
