package ro.wowcinema.pipeline.jobs.reference;

import static java.util.stream.Collectors.joining;
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
import ro.wowcinema.pipeline.jobs.testing.TestSettings;

/** Rules that need deliveries of their own. */
final class SmallDeliveriesTest {
  private static final JobSettings SETTINGS = TestSettings.of(0.05, 0.5, 15_000, 5);

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
        2026-09-01 | Bronze | USD | 1 | 3.99 | 0.60 | 3.39 | 3.39 | 3.39 | t | t
        2026-10-01 | Bronze | USD | 1 | 4.99 | 0.75 | 4.24 | 4.24 | 4.24 | t | f
        2026-11-01 | Bronze | USD | 1 | 3.99 | 0.60 | 3.39 | 3.39 | 3.39 | f | f
        """);
    // (1 + 0.5 + 1) / 3
    assertProductSays(
        Report.MOVIE_COMPLETION,
        """
        tt0000001 | Alpha | 3 | 0.8333 | 0.6667 | f
        null      | null  | 3 | 0.8333 | 0.6667 | f
        """);
    assertProductSays(Report.BOTTOM_10_MOVIES, "1 | tt0000001 | Alpha | 3 | 7.00");
    assertProductSays(Report.RATING_COMPARISON, "tt0000001 | Alpha | 7.00 | 7.00 | 3 | 0.00 | f");
  }

  /**
   * 71 of twelve ratings is 5.917, 77 of thirteen 5.923: both show 5.92, so that the id decides;
   * where it is the missed chances that count, the votes, and only Alpha has any.
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

  /**
   * In October 2 comes back, 3 goes from dollars to euros, and 4 has a plan that nobody described.
   * 5 takes another plan an hour after the month has ended, and the delivery says so before.
   */
  @Test
  void revenueMovesByWhoCameLeftAndPaysAnotherAmount() throws Exception {
    landing
        .plans("2026-10-01", "1,Bronze,4.00,USD,-", "2,Silver,6.00,USD,-", "3,Student,2.00,EUR,-")
        .users(
            "2026-10-01",
            "1,1,2026-09-01,-,2026-09-01T10:00:00Z,false",
            "2,1,2026-09-01,2026-09-15,2026-09-01T10:00:00Z,false",
            "3,1,2026-09-01,-,2026-09-01T10:00:00Z,false",
            "5,1,2026-09-01,-,2026-09-01T10:00:00Z,false")
        .users(
            "2026-10-31",
            "2,1,2026-10-20,-,2026-10-20T10:00:00Z,false",
            "3,3,2026-09-01,-,2026-10-10T10:00:00Z,false",
            "4,9,2026-10-05,-,2026-10-05T10:00:00Z,false",
            "5,2,2026-09-01,-,2026-10-31T23:00:00Z,false");

    load("2026-10-01", "2026-10-31");

    String untilOctober =
        """
        2026-09-01 | Bronze  | USD  | new          | 3 | 12.00 | t | t
        2026-10-01 | Bronze  | USD  | reactivation | 1 | 4.00  | t | f
        2026-10-01 | Bronze  | USD  | churn        | 1 | -4.00 | t | f
        2026-10-01 | Student | EUR  | new          | 1 | 2.00  | t | f
        2026-10-01 | Unknown | null | new          | 1 | null  | t | f
        """;
    assertProductSays(Report.MRR_MOVEMENT, untilOctober);
    assertProductSays(Report.PLAN_CHANGES, "2026-10-01 | Bronze | Student | 1");
    assertProductSays(
        Report.COHORT_RETENTION,
        """
        2026-09-01 | 0 | 4 | 3 | 0.7500 | t
        2026-09-01 | 1 | 4 | 4 | 1.0000 | t
        2026-10-01 | 0 | 1 | 1 | 1.0000 | f
        """);

    load("2026-11-01");

    assertProductSays(
        Report.MRR_MOVEMENT,
        untilOctober + "2026-11-01 | Silver | USD | expansion | 1 | 2.00 | f | f");
  }

  /**
   * At the end of the first day l1 has not begun, and 1 is not deleted: both is an hour later or
   * less. l3 is closed by l2, a second before midnight.
   */
  @Test
  void whatComesAfterTheAsOfDateIsInNoReport() throws Exception {
    landing
        .users(
            "2026-10-01",
            "1,1,2026-09-01,-,2026-09-01T10:00:00Z,false",
            "1,1,2026-09-01,-,2026-10-01T21:30:00Z,true")
        .sessions(
            "2026-10-01",
            "l1,1,tt0000001,2026-10-01T21:00:00Z,2026-10-01T22:00:00Z,9,2026-10-01T22:00:00Z",
            "l2,1,tt0000001,2026-10-01T20:59:59Z,2026-10-01T20:59:59Z,8,2026-10-01T22:00:00Z",
            "l3,1,tt0000001,2026-10-01T20:00:00Z,-,7,2026-10-01T22:00:00Z");

    load("2026-10-01");

    assertProductSays(
        Report.MOVIE_RANKING,
        windows("%s | 1 | tt0000001 | Alpha | 2 | 1 | 59.98 | 0.5998 | 0 | 7.50 | null"));
    assertProductSays(Report.USER_DISTRIBUTION_BY_PLAN, "Bronze | 1 | 1.0000");

    load("2026-10-02");

    assertProductSays(
        Report.MOVIE_RANKING,
        windows("%s | 1 | tt0000001 | Alpha | 3 | 1 | 119.98 | 1.1998 | 0 | 8.00 | null"));
    assertProductSays(Report.USER_DISTRIBUTION_BY_PLAN, "");
  }

  /** Ten observations are enough, nine are not. */
  @Test
  void whatIsReliableComesFirst() throws Exception {
    String[] sessions =
        Stream.concat(
                ratings(1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5), ratings(2, 9, 9, 9, 9, 9, 9, 9, 9, 9))
            .toArray(String[]::new);
    landing
        .sessions("2026-10-01", sessions)
        .catalog("2026-10-01", "tt0000001", "tt0000002")
        .ratings("2026-10-01", "tt0000001,7.0,10", "tt0000002,5.0,10");

    load("2026-10-01");

    assertProductSays(
        Report.MOVIE_COMPLETION,
        """
        tt0000001 | Alpha | 10 | 0.6000 | 0.0000 | t
        tt0000002 | Beta  | 9  | 1.0000 | 1.0000 | f
        null      | null  | 19 | 0.7895 | 0.4737 | t
        """);
    assertProductSays(
        Report.RATING_COMPARISON,
        """
        tt0000001 | Alpha | 7.00 | 5.00 | 10 | -2.00 | t
        tt0000002 | Beta  | 5.00 | 9.00 | 9  | 4.00  | f
        """);
  }

  /** Nobody watched either; most of those who voted for Beta would have liked to. */
  @Test
  void theBottomBeginsWithTheMissedChances() throws Exception {
    landing
        .catalog("2026-10-01", "tt0000001", "tt0000002")
        .ratings("2026-10-01", "tt0000001,7.0,10", "tt0000002,5.0,500");

    load("2026-10-01");

    assertProductSays(
        Report.BOTTOM_10_MOVIES,
        """
        1 | tt0000002 | Beta  | 0 | null
        2 | tt0000001 | Alpha | 0 | null
        """);
  }

  /** Drama is three of all five views, and three of the four in Călărași: 0.75 / 0.6. */
  @Test
  void affinityIsTheShareInTheCountyAgainstTheShareOfAll() throws Exception {
    landing
        .titles("2026-10-01", "tt0000001,movie,Alpha,100,Drama", "tt0000002,movie,Beta,60,Comedy")
        .sessions(
            "2026-10-01",
            session(1, 1, "-") + ",12",
            session(1, 2, "-") + ",12",
            session(1, 3, "-") + ",12",
            session(2, 1, "-") + ",12",
            session(2, 2, "-") + ",13");

    load("2026-10-01");

    assertProductSays(
        Report.TOP_10_GENRES_BY_REGION,
        """
        Călărași | 1 | Drama  | 3 | 180.00 | 1 | 1.2500
        Călărași | 2 | Comedy | 1 | 60.00  | 1 | 0.6250
        Cluj     | 1 | Comedy | 1 | 60.00  | 1 | 2.5000
        """);
  }

  private static String windows(String row) {
    return Stream.of("last_7_days", "last_28_days", "last_90_days", "ever")
        .map(row::formatted)
        .collect(joining("\n"));
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
