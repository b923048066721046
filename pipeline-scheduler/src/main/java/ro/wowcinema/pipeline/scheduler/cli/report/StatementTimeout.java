package ro.wowcinema.pipeline.scheduler.cli.report;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.WorkFailedException;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;

/**
 * How long a statement may keep its client waiting: for its first rows, and each time for more. The
 * server enforces it; this class recognises that the limit was the cause of a failure.
 */
final class StatementTimeout {
  private static final String CANCELLED = "57014";

  private final Duration limit;
  private final long since = System.nanoTime();

  private StatementTimeout(Duration limit) {
    this.limit = requireNonNull(limit, "limit is null");
  }

  /** Sets it for the rest of the statement's transaction; overrides the login's setting. */
  static StatementTimeout set(Statement statement, Duration limit) throws SQLException {
    statement.execute("SET LOCAL statement_timeout = " + limit.toMillis());
    return new StatementTimeout(limit);
  }

  /**
   * Whether the limit was the cause of a failure: the server reports the same for every
   * cancellation, in its own language.
   */
  boolean isReachedBy(SQLException failure) {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    // The server's clock need not go exactly as ours.
    return CANCELLED.equals(failure.getSQLState())
        && took.compareTo(limit.multipliedBy(9).dividedBy(10)) >= 0;
  }

  WorkFailedException failure() {
    String key = AnalystAccess.STATEMENT_TIMEOUT.path();
    return new WorkFailedException(
        "The statement took longer than %s (%s) and was stopped; ask for less, or for more time: --set %s=%s"
            .formatted(ReadableText.duration(limit), key, key, more()));
  }

  private Duration more() {
    return limit.compareTo(Duration.ofMinutes(30)) < 0
        ? Duration.ofHours(1)
        : limit.multipliedBy(2);
  }
}
