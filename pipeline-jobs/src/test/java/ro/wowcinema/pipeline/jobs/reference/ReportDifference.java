package ro.wowcinema.pipeline.jobs.reference;

import java.util.ArrayList;
import java.util.List;

/** Says in which row and column two results of a report differ. */
final class ReportDifference {
  private ReportDifference() {}

  /** A line for each difference; none if the results are the same. */
  static List<String> between(String report, ReportRows expected, ReportRows actual) {
    List<String> differences = new ArrayList<>();
    int rows = Math.max(expected.rows().size(), actual.rows().size());
    for (int row = 0; row < rows; row++) {
      String where = report + " row " + (row + 1);
      if (row >= actual.rows().size()) {
        differences.add(where + ": expected " + expected.rows().get(row) + ", actual has no row");
      } else if (row >= expected.rows().size()) {
        differences.add(where + ": expected no row, actual " + actual.rows().get(row));
      } else {
        compareRow(where, expected, expected.rows().get(row), actual.rows().get(row), differences);
      }
    }
    return differences;
  }

  private static void compareRow(
      String where,
      ReportRows report,
      List<String> expected,
      List<String> actual,
      List<String> differences) {
    for (int index = 0; index < report.columns().size(); index++) {
      if (!expected.get(index).equals(actual.get(index))) {
        differences.add(
            "%s %s column %s: expected %s, actual %s"
                .formatted(
                    where,
                    expected,
                    report.columns().get(index),
                    expected.get(index),
                    actual.get(index)));
      }
    }
  }
}
