package ro.wowcinema.pipeline.jobs.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in which row and column two results of a report differ. */
final class ReportDifference {
  private ReportDifference() {}

  /** A line for each difference; none if the results are the same. */
  static List<String> between(String name, ReportRows expected, ReportRows actual) {
    List<String> differences = new ArrayList<>();
    Map<List<String>, List<String>> expectedRows = byKey(expected);
    Map<List<String>, List<String>> actualRows = byKey(actual);
    Set<List<String>> keys = new LinkedHashSet<>(expectedRows.keySet());
    keys.addAll(actualRows.keySet());
    for (List<String> key : keys) {
      String row = name + " row " + key;
      if (!actualRows.containsKey(key)) {
        differences.add(row + ": expected " + expectedRows.get(key) + ", actual has no such row");
      } else if (!expectedRows.containsKey(key)) {
        differences.add(row + ": expected no such row, actual " + actualRows.get(key));
      } else {
        differences.addAll(
            inRow(row, expected.report(), expectedRows.get(key), actualRows.get(key)));
      }
    }
    if (expected.report().isOrdered() && differences.isEmpty()) {
      differences.addAll(
          inOrder(name, List.copyOf(expectedRows.keySet()), List.copyOf(actualRows.keySet())));
    }
    return differences;
  }

  /** The first place only: one row that is too early moves all that follow. */
  private static List<String> inOrder(
      String name, List<List<String>> expected, List<List<String>> actual) {
    for (int index = 0; index < expected.size(); index++) {
      if (!expected.get(index).equals(actual.get(index))) {
        return List.of(
            "%s place %d: expected row %s, actual row %s"
                .formatted(name, index + 1, expected.get(index), actual.get(index)));
      }
    }
    return List.of();
  }

  private static List<String> inRow(
      String row, Report report, List<String> expected, List<String> actual) {
    List<String> differences = new ArrayList<>();
    for (int index = 0; index < report.columns().size(); index++) {
      if (!expected.get(index).equals(actual.get(index))) {
        differences.add(
            "%s column %s: expected %s, actual %s"
                .formatted(
                    row, report.columns().get(index), expected.get(index), actual.get(index)));
      }
    }
    return differences;
  }

  /**
   * By position where the order matters; a repeated key is identified by its number of occurrences.
   */
  private static Map<List<String>, List<String>> byKey(ReportRows rows) {
    Map<List<String>, List<String>> byKey = new LinkedHashMap<>();
    for (List<String> row : rows.rows()) {
      List<String> key = new ArrayList<>(row.subList(0, rows.report().keyColumns()));
      while (byKey.containsKey(key)) {
        key.add("again");
      }
      byKey.put(key, row);
    }
    return byKey;
  }
}
