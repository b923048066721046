package ro.wowcinema.warehouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The role that owns the schema, and who may take it. */
final class SchemaOwner {
  static final String ROLE = "wow_owner";

  /** The first schema stands for all: one migration creates them. */
  private static final String OWNS_SCHEMAS =
      "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'staging' AND pg_get_userbyid(nspowner) = '"
          + ROLE
          + "')";

  /** From version 16 on there are members who may not take the role. */
  private static final String IS_MEMBER =
      "SELECT pg_has_role(session_user, '"
          + ROLE
          + "', CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)";

  private SchemaOwner() {}

  /** Whether the first migration, which creates the role and its schemas, has run. */
  static boolean ownsSchemas(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return ownsSchemas(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read who owns the schema: " + e.getMessage(), e);
    }
  }

  static boolean ownsSchemas(Connection connection) throws SQLException {
    return answersTrue(connection, OWNS_SCHEMAS);
  }

  static void requireMember(DataSource database) {
    if (!isMember(database)) {
      throw new NotTheOwnerException(
          "Only members of the role %s may migrate; run ./pipeline db migrate with the login of one (database.owner-user)"
              .formatted(ROLE));
    }
  }

  private static boolean isMember(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return answersTrue(connection, IS_MEMBER);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read who may migrate: " + e.getMessage(), e);
    }
  }

  private static boolean answersTrue(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
