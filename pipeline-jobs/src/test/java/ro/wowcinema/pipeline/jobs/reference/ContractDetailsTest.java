package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.TestSettings;

/** Sentences of the contract that are easy to overlook. */
final class ContractDetailsTest {
  private static final LocalDate DATE = LocalDate.of(2026, 10, 1);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;

  @BeforeEach
  void startEmpty() {
    warehouse.truncateAll();
  }

  /**
   * Where no catalogue was ever delivered it is the titles with the most votes. Theta has 3000; of
   * the three with 2000 Beta has the lower rating, and of the others Delta comes before Zeta. Delta
   * is the only movie of the two.
   */
  @Test
  void catalogueIsTheMostVotedForWhereNoneWasEverDelivered() throws Exception {
    HandWrittenLanding.copyTo(folder, name -> !name.equals("catalog.csv"));
    LoadedLanding landing = landing(TestSettings.of(0.5, 0.5, 2, 5));
    for (LocalDate day : landing.reader().platformDates()) {
      landing.load(day);
      landing.comparison().assertSameReports(day);
    }

    assertProductSays(Report.BOTTOM_10_MOVIES, "1 | tt0000004 | Delta | 5 | 7.00");
    assertProductSays(
        Report.RATING_COMPARISON,
        """
        tt0000004 | Delta | 8.20 | 7.00 | 3 | -1.20 | f
        tt0000008 | Theta | 9.00 | 5.00 | 1 | -4.00 | f
        """);
  }

  /** A bad optional field becomes null; the line is valid JSON, so that the session loads. */
  @Test
  void ratingThatIsAnObjectIsABadOptionalField() throws Exception {
    deliver("15").success(DATE.toString());
    Files.writeString(
        folder.resolve("platform").resolve(DATE.toString()).resolve("sessions.jsonl"),
        """
        {"log_id":"l1","user_id":1,"title_id":"tt0000001","session_start":"2026-10-01T10:00:00Z",\
        "session_end":"2026-10-01T11:00:00Z","rating":{"stars":9},"emitted_at":"2026-10-01T11:00:00Z"}
        """,
        StandardOpenOption.TRUNCATE_EXISTING);
    LoadedLanding landing = landing(TestSettings.of(1, 0.5, 15_000, 5));

    landing.load(DATE);

    assertProductSays(Report.TOP_10_MOVIES, "1 | tt0000001 | Alpha | 1 | null");
  }

  /** 3.99 less 12.345 % is 3.4974; nothing says that a discount has two decimals only. */
  @Test
  void discountMayHaveThreeDecimals() throws Exception {
    deliver("12.345").success(DATE.toString());
    LoadedLanding landing = landing(TestSettings.of(0.05, 0.5, 15_000, 5));

    landing.load(DATE);

    assertProductSays(
        Report.REVENUE_BY_PLAN,
        "2026-10-01 | Bronze | USD | 1 | 3.99 | 0.49 | 3.50 | 3.50 | 3.50 | f | f");
  }

  private WrittenLanding deliver(String discount) {
    String date = DATE.toString();
    return new WrittenLanding(folder)
        .plans(date, "1,Bronze,3.99,USD," + discount)
        .users(date, "1,1,2026-10-01,-,2026-10-01T10:00:00Z,false")
        .catalog(date, "tt0000001")
        .titles(date, "tt0000001,movie,Alpha,100");
  }

  private LoadedLanding landing(JobSettings settings) {
    return new LoadedLanding(warehouse, folder, settings);
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
