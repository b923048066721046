package ro.wowcinema.pipeline.jobs.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LandingFiles.Delivery;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/** Every full snapshot but plans.csv, which has a test of its own: all behave alike. */
final class SnapshotCleansingTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

  /**
   * A kind of file.
   *
   * @param key what its records are known by, without their number
   * @param columns header of the values
   * @param before values of a record
   * @param after the same record's values once they changed
   * @param stored columns of the change table
   * @param inHistory how both stand there
   * @param queue queue of changed keys
   */
  private record Subject(
      String file,
      String cleansing,
      String key,
      String columns,
      String before,
      String after,
      String stored,
      List<String> inHistory,
      String queue,
      BiConsumer<Delivery, String> put) {
    LoadFixture loads() {
      return LoadFixture.of(warehouse, "stage_" + cleansing, "cleanse_" + cleansing);
    }

    void deliver(LoadFixture loads, LocalDate date, String... records) {
      put.accept(loads.on(date), columns + "\n" + String.join("\n", records));
    }

    String first(String values) {
      return key + "1 | " + values;
    }

    String second() {
      return key + "2 | " + before;
    }

    List<String> history(LoadFixture loads) {
      return loads.rows("select %s from cleansed.%s order by 1, 2".formatted(stored, table()));
    }

    String table() {
      return switch (cleansing) {
        case "people" -> "person_change";
        case "catalog" -> "catalog_change";
        case "title_crew" -> "title_crew_change";
        default -> cleansing.substring(0, cleansing.length() - 1) + "_change";
      };
    }

    /** The catalogue is taken over whole. */
    List<String> handedOver() {
      return cleansing.equals("catalog") ? List.of() : List.of(key + "1", key + "2");
    }

    String row(int number, String instant, int state, boolean isDeleted) {
      return "%s%d | %s | %s | %s".formatted(key, number, instant, inHistory.get(state), isDeleted);
    }
  }

  private static final String MONDAY_START = "2026-09-27T21:00:00Z";
  private static final String TUESDAY_START = "2026-09-28T21:00:00Z";
  private static final String WEDNESDAY_START = "2026-09-29T21:00:00Z";

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject(
              "catalog.csv",
              "catalog",
              "tt",
              "title_id | available_from | available_until",
              "2026-01-01 | 2026-12-31",
              "2026-01-01 |",
              "title_id, effective_at, available_from, available_until, is_deleted",
              List.of("2026-01-01 | 2026-12-31", "2026-01-01 | -"),
              "changed_title",
              Delivery::catalog),
          new Subject(
              "title.basics.tsv",
              "titles",
              "tt",
              "tconst | titleType | primaryTitle | isAdult | startYear | endYear | runtimeMinutes | genres",
              "movie | One | 0 | 1999 |  | 100 | Drama,War",
              "movie | One | 1 | 1999 | 2000 |  |",
              "title_id, effective_at, title_type, title_name, is_adult, start_year, end_year, runtime_minutes, genres, is_deleted",
              List.of(
                  "movie | One | false | 1999 | - | 100 | Drama,War",
                  "movie | One | true | 1999 | 2000 | - | -"),
              "changed_title",
              Delivery::titles),
          new Subject(
              "title.ratings.tsv",
              "title_ratings",
              "tt",
              "tconst | averageRating | numVotes",
              "7.50 | 10",
              "7.5 | 11",
              "title_id, effective_at, imdb_rating, imdb_votes, is_deleted",
              List.of("7.5 | 10", "7.5 | 11"),
              "changed_title",
              Delivery::ratings),
          new Subject(
              "title.crew.tsv",
              "title_crew",
              "tt",
              "tconst | directors | writers",
              "nm1,nm2 | nm3",
              "nm2,nm1 |",
              "title_id, effective_at, directors, writers, is_deleted",
              List.of("nm1,nm2 | nm3", "nm2,nm1 | -"),
              "changed_title_director",
              Delivery::crew),
          new Subject(
              "title.episode.tsv",
              "title_episodes",
              "tt",
              "tconst | parentTconst | seasonNumber | episodeNumber",
              "tt9 | 1 | 2",
              "tt9 | 01 |",
              "title_id, effective_at, parent_title_id, season_number, episode_number, is_deleted",
              List.of("tt9 | 1 | 2", "tt9 | 1 | -"),
              "changed_title",
              Delivery::episodes),
          new Subject(
              "name.basics.tsv",
              "people",
              "nm",
              "nconst | primaryName | birthYear | deathYear | primaryProfession | knownForTitles",
              "Ana | 1950 |  | director | tt1,tt2",
              "Ana | 1950 | 2026 | director | tt1,tt2",
              "person_id, effective_at, person_name, birth_year, death_year, primary_profession, known_for_titles, is_deleted",
              List.of(
                  "Ana | 1950 | - | director | tt1,tt2", "Ana | 1950 | 2026 | director | tt1,tt2"),
              "changed_person",
              Delivery::people));

  @TestFactory
  Stream<DynamicTest> firstSnapshotIsChangeOfEverythingInIt() {
    return forEach(
        (subject, loads) -> {
          subject.deliver(loads, MONDAY, subject.first(subject.before()), subject.second());

          loads.run(MONDAY);

          assertThat(subject.history(loads))
              .containsExactly(
                  subject.row(1, MONDAY_START, 0, false), subject.row(2, MONDAY_START, 0, false));
          assertThat(loads.rows("select * from change_queue." + subject.queue() + " order by 1"))
              .isEqualTo(subject.handedOver());
        });
  }

  @TestFactory
  Stream<DynamicTest> rerunWritesNothing() {
    return forEach(
        (subject, loads) -> {
          subject.deliver(loads, MONDAY, subject.first(subject.before()));
          loads.run(MONDAY);
          var before = loads.whoWroteWhat();

          loads.run(MONDAY);

          assertThat(loads.whoWroteWhat()).isEqualTo(before);
        });
  }

  @TestFactory
  Stream<DynamicTest> snapshotLeavesRowsOnlyWhereSomethingChangedOrLeft() {
    return forEach(
        (subject, loads) -> {
          subject.deliver(loads, MONDAY, subject.first(subject.before()), subject.second());
          subject.deliver(loads, TUESDAY, subject.first(subject.before()));
          subject.deliver(loads, WEDNESDAY, subject.first(subject.after()));

          loads.run(MONDAY, TUESDAY, WEDNESDAY);

          assertThat(subject.history(loads))
              .containsExactly(
                  subject.row(1, MONDAY_START, 0, false),
                  subject.row(1, WEDNESDAY_START, 1, false),
                  subject.row(2, MONDAY_START, 0, false),
                  subject.row(2, TUESDAY_START, 0, true));
        });
  }

  @TestFactory
  Stream<DynamicTest> snapshotRedeliveredBetweenTwoLoadedOnesChangesItsOwnDayOnly() {
    return forEach(
        (subject, loads) -> {
          for (LocalDate date : List.of(MONDAY, TUESDAY, WEDNESDAY)) {
            subject.deliver(loads, date, subject.first(subject.before()));
            loads.run(date);
          }
          subject.deliver(loads, TUESDAY, subject.first(subject.after()));

          loads.run(TUESDAY);

          assertThat(subject.history(loads))
              .containsExactly(
                  subject.row(1, MONDAY_START, 0, false),
                  subject.row(1, TUESDAY_START, 1, false),
                  subject.row(1, WEDNESDAY_START, 0, false));
        });
  }

  @TestFactory
  Stream<DynamicTest> badRecordIsSetAsideAndTheLastOfTwoCounts() {
    return forEach(
        (subject, loads) -> {
          subject.deliver(
              loads,
              MONDAY,
              subject.first(subject.before()),
              "xx1 | " + subject.before(),
              subject.first(subject.after()));

          loads.run(MONDAY);

          assertThat(subject.history(loads))
              .containsExactly(subject.row(1, MONDAY_START, 1, false));
          assertThat(loads.rows("select line_number, reason_code from ops.quarantine"))
              .isEqualTo(rows("3 | malformed_required_field"));
          assertThat(
                  loads.rows(
                      "select file_name, lines_read, loaded, duplicates, rejected from ops.source_file"))
              .containsExactly(subject.file() + " | 3 | 1 | 1 | 1");
        });
  }

  private static Stream<DynamicTest> forEach(BiConsumer<Subject, LoadFixture> test) {
    return SUBJECTS.stream()
        .map(
            subject ->
                DynamicTest.dynamicTest(
                    subject.file(),
                    () -> withLoads(subject, loads -> test.accept(subject, loads))));
  }

  private static void withLoads(Subject subject, Consumer<LoadFixture> test) throws IOException {
    WarehouseCleaner.wipe(warehouse.owner());
    LoadFixture loads = subject.loads();
    loads.open();
    try {
      test.accept(loads);
    } finally {
      loads.close();
    }
  }
}
