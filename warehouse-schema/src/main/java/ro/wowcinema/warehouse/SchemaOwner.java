package ro.wowcinema.warehouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The role that owns the schema, and who may take it. */
final class SchemaOwner {
  static final String ROLE = "wow_owner";

  /** The first schema stands for all: they change hands in one transaction. */
  private static final String IS_HANDED_OVER =
      "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'staging' AND pg_get_userbyid(nspowner) = '"
          + ROLE
          + "')";

  /** From version 16 on there are members who may not take the role. */
  private static final String IS_MEMBER =
      "SELECT pg_has_role(session_user, '"
          + ROLE
          + "', CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)";

  private SchemaOwner() {}

  static boolean isHandedOver(DataSource database) {
    return answersTrue(database, IS_HANDED_OVER);
  }

  static void requireMember(DataSource database) {
    if (!answersTrue(database, IS_MEMBER)) {
      throw new NotTheOwnerException(
          "Only members of the role %s may migrate; run ./pipeline db migrate with the login of one (database.owner-user)"
              .formatted(ROLE));
    }
  }

  private static boolean answersTrue(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read who owns the schema: " + e.getMessage(), e);
    }
  }
}
