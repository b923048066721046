package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;

/**
 * A way for analysts' queries into the database.
 *
 * @param database where they run
 * @param mustTakeRole whether the connection is another user's, who has to take {@value #ROLE}
 *     first; a query that means harm can lay the role off again, a login it cannot
 * @param statementTimeout how long the server may take to answer one of them
 */
public record AnalystAccess(Database database, boolean mustTakeRole, Duration statementTimeout)
    implements AutoCloseable {
  /** Reads the schemas warehouse and mart. */
  public static final String ROLE = "wow_analyst";

  public AnalystAccess {
    requireNonNull(database, "database is null");
    requireNonNull(statementTimeout, "statementTimeout is null");
  }

  static AnalystAccess login(ConnectionInfo info, Duration statementTimeout) {
    return new AnalystAccess(Database.openAsLogin(info, 1), false, statementTimeout);
  }

  static AnalystAccess role(Database database, Duration statementTimeout) {
    return new AnalystAccess(database, true, statementTimeout);
  }

  /** Closes a database that was opened for this; another's stays open. */
  @Override
  public void close() {
    if (!mustTakeRole) {
      database.close();
    }
  }
}
