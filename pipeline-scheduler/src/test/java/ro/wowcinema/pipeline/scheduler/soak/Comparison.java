package ro.wowcinema.pipeline.scheduler.soak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.jobs.testing.Checksums;

/** Where two warehouses differ, surrogate keys aside. */
public final class Comparison {
  private static final int MOST_ROWS = 5;

  private Comparison() {}

  /** Tables and reports that differ, and some rows that only one of them has. */
  public static List<String> differences(DSLContext lived, DSLContext calm) {
    List<String> differences = new ArrayList<>();
    Map<String, List<String>> expected = contents(calm);
    contents(lived)
        .forEach((name, rows) -> differences.addAll(differences(name, rows, expected.get(name))));
    return differences;
  }

  private static List<String> differences(String name, List<String> lived, List<String> calm) {
    if (lived.equals(calm)) {
      return List.of();
    }
    List<String> differences = new ArrayList<>();
    differences.add("%s: %d rows, and %d uninterrupted".formatted(name, lived.size(), calm.size()));
    differences.addAll(onlyIn("only here:    ", lived, calm));
    differences.addAll(onlyIn("only uninterrupted:", calm, lived));
    return differences;
  }

  private static List<String> onlyIn(String title, List<String> one, List<String> other) {
    List<String> left = new ArrayList<>(one);
    left.removeAll(new HashSet<>(other));
    return left.stream().limit(MOST_ROWS).map(row -> "  " + title + " " + row).toList();
  }

  private static Map<String, List<String>> contents(DSLContext dsl) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (String table : Checksums.tables(dsl, "warehouse")) {
      contents.put(table, Checksums.rowsWithoutSurrogateKeys(dsl, table));
    }
    for (String report : reports(dsl)) {
      contents.put(report, rows(dsl, "SELECT t::text FROM " + report + " AS t ORDER BY 1"));
    }
    return contents;
  }

  private static List<String> reports(DSLContext dsl) {
    return rows(
        dsl,
        """
        SELECT format('%I.%I', schemaname, viewname) FROM pg_views
        WHERE schemaname = 'mart' AND viewname LIKE 'report%' ORDER BY 1
        """);
  }

  private static List<String> rows(DSLContext dsl, String query) {
    return dsl.fetchValues(query).stream().map(String::valueOf).toList();
  }
}
