package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/** Compares the product's reports with the reference's, made of the same landing zone. */
final class ReportComparison {
  /** A wrong rule shows in every row of a report; nobody reads them all. */
  private static final int SHOWN_PER_REPORT = 8;

  private final DataSource dataSource;
  private final ReferenceWarehouse reference;
  private final Path landing;

  ReportComparison(DataSource dataSource, Path landing, JobSettings settings) {
    this.dataSource = dataSource;
    this.reference = new ReferenceWarehouse(dataSource, settings);
    this.landing = landing;
  }

  /** The product has loaded the deliveries up to {@code asOf}, and nothing later. */
  void assertSameReports(LocalDate asOf) throws IOException, SQLException {
    reference.rebuild(landing, asOf);
    List<String> differences = new ArrayList<>();
    for (Report report : Report.values()) {
      List<String> found = differences(report);
      differences.addAll(found.subList(0, Math.min(SHOWN_PER_REPORT, found.size())));
      if (found.size() > SHOWN_PER_REPORT) {
        differences.add(report.view() + ": %d differences in all".formatted(found.size()));
      }
    }
    assertThat(differences).as("Product against reference, as of %s", asOf).isEmpty();
  }

  List<String> differences(Report report) throws SQLException {
    return ReportDifference.between(
        report.view(),
        ReportRows.ofReference(dataSource, report),
        ReportRows.ofProduct(dataSource, report));
  }

  /** Two empty reports are the same, and show nothing. */
  void assertEveryReportHasRows() throws SQLException {
    for (Report report : Report.values()) {
      assertThat(ReportRows.ofReference(dataSource, report).rows())
          .as("%s of the reference", report.view())
          .isNotEmpty();
    }
  }
}
