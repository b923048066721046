package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.Settings;

/** Rules that need deliveries of their own. */
final class SmallDeliveriesTest {
  private static final JobSettings SETTINGS = Settings.of(0.05, 0.5, 15_000, 5);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;
  private WrittenLanding landing;
  private LoadedLanding loaded;

  @BeforeEach
  void deliverTheFirstDay() {
    warehouse.truncateAll();
    loaded = new LoadedLanding(warehouse, folder, SETTINGS);
    landing = new WrittenLanding(folder);
    snapshots("2026-10-01", "3.99", "100", "tt0000001")
        .users("2026-10-01", "1,1,2026-09-01,-,2026-09-01T10:00:00Z,false");
  }

  /**
   * Bronze costs 3.99, from 2 October 4.99, and from 1 November 3.99 again, in a file of the very
   * bytes of the first one. The same goes for the catalogue and for IMDb's files.
   */
  @Test
  void aSnapshotOfEarlierBytesTakesEffectAgain() throws Exception {
    snapshots("2026-10-02", "4.99", "200", "tt0000002").success("2026-10-02");
    snapshots("2026-11-01", "3.99", "100", "tt0000001")
        .sessions(
            "2026-11-01",
            "l1,1,tt0000001,2026-10-01T10:00:00Z,2026-10-01T11:40:00Z,7,2026-10-31T11:00:00Z",
            "l2,1,tt0000001,2026-10-05T10:00:00Z,2026-10-05T11:40:00Z,7,2026-10-31T11:00:00Z",
            "l3,1,tt0000001,2026-11-01T10:00:00Z,2026-11-01T11:40:00Z,7,2026-10-31T11:00:00Z")
        .success("2026-11-01");

    load("2026-10-01", "2026-10-02", "2026-11-01");

    assertProductSays(
        Report.REVENUE_BY_PLAN,
        """
        2026-09-01 | Bronze | USD | 1 | 3.99 | 0.60 | 3.39 | 3.39
        2026-10-01 | Bronze | USD | 1 | 4.99 | 0.75 | 4.24 | 4.24
        2026-11-01 | Bronze | USD | 1 | 3.99 | 0.60 | 3.39 | 3.39
        """);
    // (1 + 0.5 + 1) / 3
    assertProductSays(Report.MOVIE_COMPLETION, "tt0000001 | Alpha | 3 | 0.8333 | 0.6667");
    assertProductSays(Report.BOTTOM_10_MOVIES, "1 | tt0000001 | Alpha | 3 | 7.00");
    assertProductSays(Report.RATING_COMPARISON, "tt0000001 | Alpha | 7.00 | 7.00 | 3 | 0.00");
  }

  /**
   * 71 of twelve ratings is 5.917, 77 of thirteen 5.923: both show 5.92, so that the id decides.
   */
  @Test
  void aTieIsBrokenOnTheAveragesShown() throws Exception {
    Stream<String> alpha = ratings(1, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6);
    Stream<String> beta = ratings(2, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6);
    Stream<String> unrated = Stream.of(session(1, 99, "-"));
    String[] sessions =
        Stream.of(alpha, beta, unrated).flatMap(movie -> movie).toArray(String[]::new);
    landing.sessions("2026-10-01", sessions).catalog("2026-10-01", "tt0000002", "tt0000001");

    load("2026-10-01");

    assertProductSays(
        Report.TOP_10_MOVIES,
        """
        1 | tt0000001 | Alpha | 13 | 5.92
        2 | tt0000002 | Beta  | 13 | 5.92
        """);
    assertProductSays(
        Report.BOTTOM_10_MOVIES,
        """
        1 | tt0000001 | Alpha | 13 | 5.92
        2 | tt0000002 | Beta  | 13 | 5.92
        """);
  }

  private WrittenLanding snapshots(String date, String price, String runtime, String catalogue) {
    return landing
        .plans(date, "1,Bronze,%s,USD,15".formatted(price))
        .titles(date, "tt0000001,movie,Alpha," + runtime, "tt0000002,movie,Beta,60")
        .ratings(date, "tt0000001,%s,10".formatted(runtime.equals("100") ? "7.0" : "6.0"))
        .catalog(date, catalogue);
  }

  private static Stream<String> ratings(int title, int... ratings) {
    return IntStream.range(0, ratings.length)
        .mapToObj(index -> session(title, index, Integer.toString(ratings[index])));
  }

  private static String session(int title, int number, String rating) {
    return "l%d-%d,1,tt000000%d,2026-10-01T10:00:00Z,2026-10-01T11:00:00Z,%s,2026-10-01T11:00:00Z"
        .formatted(title, number, title, rating);
  }

  private void load(String... dates) throws Exception {
    for (String date : dates) {
      landing.success(date);
      loaded.load(LocalDate.parse(date));
      loaded.comparison().assertSameReports(LocalDate.parse(date));
    }
  }

  private static void assertProductSays(Report report, String expected) throws SQLException {
    assertThat(
            ReportDifference.between(
                report.view(),
                ReportRows.ofText(report, expected),
                ReportRows.ofProduct(warehouse.database().dataSource(), report)))
        .isEmpty();
  }
}
