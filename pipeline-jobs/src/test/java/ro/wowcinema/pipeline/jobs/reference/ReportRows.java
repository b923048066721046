package ro.wowcinema.pipeline.jobs.reference;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A report's rows as text, as the server writes it: 3.5 and 3.50 differ, and so do null and 0.
 *
 * @param rows in the order the query gave them
 */
record ReportRows(Report report, List<List<String>> rows) {
  private static final String NULL = "null";

  /** What the product's view says. */
  static ReportRows ofProduct(DataSource dataSource, Report report) throws SQLException {
    String columns = String.join(", ", report.columns());
    String sql =
        "select %s from mart.%s where %s".formatted(columns, report.view(), report.condition());
    return fetch(dataSource, report, sql);
  }

  /** What the reference makes of the same deliveries. */
  static ReportRows ofReference(DataSource dataSource, Report report) throws SQLException {
    return fetch(dataSource, report, ReferenceWarehouse.sql("reports/" + report.view()));
  }

  /** Rows written by hand, a line each, with bars between the columns. */
  static ReportRows ofText(Report report, String text) {
    return new ReportRows(
        report, text.lines().map(line -> List.of(line.strip().split("\\s*\\|\\s*", -1))).toList());
  }

  private static ReportRows fetch(DataSource dataSource, Report report, String sql)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(report, result));
      }
      return new ReportRows(report, rows);
    }
  }

  private static List<String> row(Report report, ResultSet result) throws SQLException {
    List<String> row = new ArrayList<>();
    for (String column : report.columns()) {
      String value = result.getString(column);
      row.add(value == null ? NULL : value);
    }
    return row;
  }
}
