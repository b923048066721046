package ro.wowcinema.warehouse;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Finds the sessions that keep another one waiting, and says how to end them. */
public final class LockHolders {
  /** PostgreSQL's state of a statement that waited longer than lock_timeout. */
  private static final String LOCK_TIMEOUT = "55P03";

  /**
   * The oldest transaction first: the others may be waiting for it. Of the sessions of others, the
   * server shows some columns only to members of pg_read_all_stats.
   */
  private static final String HOLDERS =
      """
      SELECT session.pid, session.usename, session.application_name, session.state,
        string_agg(DISTINCT nspname || '.' || relname, ', ') AS tables
      FROM pg_locks AS held
      JOIN pg_stat_activity AS session ON session.pid = held.pid
      JOIN pg_class AS class ON class.oid = held.relation
      JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
      WHERE held.granted AND held.locktype = 'relation' AND held.pid <> pg_backend_pid()
        AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND coalesce(session.backend_type, 'client backend') = 'client backend' AND relkind IN ('r', 'p')
        AND (nspname = ANY (?) OR nspname || '.' || relname = ANY (?))
      GROUP BY session.pid, session.usename, session.application_name, session.state, session.xact_start
      ORDER BY session.xact_start NULLS LAST, session.pid
      LIMIT 5
      """;

  private static final List<String> SCHEMAS =
      List.of(
          "staging",
          "cleansed",
          "change_queue",
          "pii",
          "warehouse",
          "warehouse_part",
          "aggregate",
          "mart",
          "ops",
          "quartz");

  private LockHolders() {}

  /** Whether a failure is that a lock was not given within lock_timeout. */
  public static boolean isLockTimeout(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused && LOCK_TIMEOUT.equals(refused.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Explains that a lock of some table of the warehouse was not given.
   *
   * @param what waited, as the beginning of a sentence
   * @param connection to the same database, in no failed transaction
   */
  public static LockTimeoutException explain(String what, Connection connection, Throwable cause) {
    return explain(what, connection, SCHEMAS, cause);
  }

  /**
   * Explains that a lock was not given.
   *
   * @param what waited, as the beginning of a sentence
   * @param connection to the same database, in no failed transaction
   * @param names schemas, or tables with their schemas, whose locks may be the reason
   */
  public static LockTimeoutException explain(
      String what, Connection connection, Collection<String> names, Throwable cause) {
    String reason = what + " did not get a lock in time";
    try {
      List<String> holders = find(connection, names);
      return new LockTimeoutException(
          holders.isEmpty()
              ? reason + ", and the session that held it has ended; run it again"
              : "%s. These sessions hold locks there, the oldest first: %s. Wait until they finish, and run it again; end one that does not finish as its user or as a superuser: SELECT pg_terminate_backend(PROCESS)"
                  .formatted(reason, String.join("; ", holders)),
          cause);
    } catch (SQLException e) {
      cause.addSuppressed(e);
      return new LockTimeoutException(reason + "; pg_locks shows who holds it", cause);
    }
  }

  private static List<String> find(Connection connection, Collection<String> names)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
      Array wanted = connection.createArrayOf("text", names.toArray());
      statement.setArray(1, wanted);
      statement.setArray(2, wanted);
      try (ResultSet row = statement.executeQuery()) {
        List<String> holders = new ArrayList<>();
        while (row.next()) {
          holders.add(
              "process %d of user %s%s, which locks %s"
                  .formatted(
                      row.getInt("pid"),
                      row.getString("usename"),
                      details(row.getString("application_name"), row.getString("state")),
                      row.getString("tables")));
        }
        return holders;
      }
    }
  }

  /** The server hides them from users who may not see another's sessions. */
  private static String details(String... known) {
    List<String> shown =
        Arrays.stream(known).filter(text -> text != null && !text.isBlank()).toList();
    return shown.isEmpty() ? "" : " (" + String.join(", ", shown) + ")";
  }
}
