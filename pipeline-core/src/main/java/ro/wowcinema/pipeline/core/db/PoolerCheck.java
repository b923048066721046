package ro.wowcinema.pipeline.core.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Finds a pooler that gives each transaction whichever session of the server is free. Locks, roles
 * and settings of the pipeline belong to its sessions, and get lost or reach others there.
 */
final class PoolerCheck {
  private static final int ROUNDS = 3;

  private PoolerCheck() {}

  /**
   * Whether two open connections do not have one session of the server each. A pooler that prefers
   * the session used last gives both the same; one that prefers the session unused for longest
   * changes the session of one that asks twice. Other clients' transactions cannot hide that for
   * all rounds.
   */
  static boolean sharesSessions(Connection first, Connection second) throws SQLException {
    int own = session(first);
    int other = session(second);
    for (int round = 0; round < ROUNDS; round++) {
      if (own == other
          || session(first) != own
          || session(first) != own
          || session(second) != other) {
        return true;
      }
    }
    return false;
  }

  private static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
