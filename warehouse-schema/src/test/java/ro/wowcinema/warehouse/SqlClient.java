package ro.wowcinema.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Plain statements on a database, as the login of its data source. */
final class SqlClient {
  private static final String FIRST_MIGRATION = "/db/migration/V001__roles_and_schemas.sql";

  private SqlClient() {}

  /** Executes them on one connection. */
  static void execute(DataSource database, String... sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  /** The first column of the first row, as text. */
  static String value(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      return value(statement, sql);
    }
  }

  /** The same, on a connection that is open. */
  static String value(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * Creates roles and schemas as the first migration does, as the login of the data source.
   *
   * @return the server's warnings
   */
  static List<String> migrateFirst(DataSource database) throws SQLException {
    List<String> warnings = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(firstMigration());
      for (var each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        warnings.add(each.getMessage());
      }
      connection.commit();
    }
    return warnings;
  }

  private static String firstMigration() {
    try (InputStream file = SqlClient.class.getResourceAsStream(FIRST_MIGRATION)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FIRST_MIGRATION, e);
    }
  }
}
