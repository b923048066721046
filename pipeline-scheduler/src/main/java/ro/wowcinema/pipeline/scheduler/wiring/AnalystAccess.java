package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;

/**
 * A login of analysts to the database. SET ROLE would not be enough: a query can reset it.
 *
 * @param database where their queries run
 * @param statementTimeout how long the server may take to answer one of them
 */
public record AnalystAccess(Database database, Duration statementTimeout) implements AutoCloseable {
  /** Reads the schemas warehouse and mart. */
  public static final String ROLE = "wow_analyst";

  /** PostgreSQL counts milliseconds, up to some 24 days. */
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(500);

  /** Never without end. */
  public static final ConfigKey<Duration> STATEMENT_TIMEOUT =
      ConfigKey.duration(
              "analysts.statement-timeout",
              "PT5M",
              "how long a statement of `sql` and `report` may take; `sql --timeout` for one")
          .matching(
              timeout -> timeout.toMillis() > 0 && timeout.compareTo(LONGEST_STATEMENT) <= 0,
              "from PT0.001S to " + LONGEST_STATEMENT);

  public AnalystAccess {
    requireNonNull(database, "database is null");
    requireNonNull(statementTimeout, "statementTimeout is null");
  }

  static AnalystAccess login(ConnectionInfo info, Duration statementTimeout) {
    return new AnalystAccess(Database.openAsLogin(info, 1), statementTimeout);
  }

  @Override
  public void close() {
    database.close();
  }
}
