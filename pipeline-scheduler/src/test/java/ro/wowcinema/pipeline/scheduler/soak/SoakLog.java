package ro.wowcinema.pipeline.scheduler.soak;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;

/** What happens, with its time, and how far the ledger has come. */
final class SoakLog {
  private final PrintStream out;
  private final Supplier<ConnectionInfo> ledger;
  private final long start = System.nanoTime();

  SoakLog(PrintStream out, Supplier<ConnectionInfo> ledger) {
    this.out = out;
    this.ledger = ledger;
  }

  void say(String line) {
    Duration since = Duration.ofNanos(System.nanoTime() - start);
    out.printf("%02d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), line);
    out.flush();
  }

  void heartbeat() {
    say(
        "---- runs: %s; attempts: %s"
            .formatted(
                states("SELECT state FROM ops.dag_run WHERE dag = 'warehouse'"),
                states("SELECT state FROM ops.task_attempt")));
  }

  /** Whether every date is done, and nothing more is requested. */
  boolean allIsDone(int dates) {
    return (boolean)
        ask(
            dsl ->
                dsl.fetchValue(
                    """
                    SELECT count(*) FILTER (WHERE state = 'success' AND requested_at IS NULL) = ?
                    FROM ops.dag_run WHERE dag = 'warehouse'
                    """,
                    dates));
  }

  long unfinished() {
    return (long)
        ask(
            dsl ->
                dsl.fetchValue(
                    "SELECT count(*) FROM ops.dag_run WHERE dag = 'warehouse' AND requested_at IS NOT NULL"));
  }

  Optional<LocalDate> runningDate() {
    return Optional.ofNullable(
            ask(
                dsl ->
                    dsl.fetchValue(
                        """
                        SELECT min(logical_date)::text FROM ops.dag_run
                        WHERE dag = 'warehouse' AND state = 'running'
                        """)))
        .map(date -> LocalDate.parse(date.toString()));
  }

  private String states(String query) {
    return String.valueOf(
        ask(
            dsl ->
                dsl.fetchValue(
                    "SELECT coalesce(string_agg(n || ' ' || state, ', ' ORDER BY state), 'none') FROM (SELECT state, count(*) AS n FROM ("
                        + query
                        + ") AS all_of_them GROUP BY state) AS counted")));
  }

  private interface Question {
    Object to(DSLContext dsl);
  }

  /** By a connection of its own: the server may have been restarted since the last. */
  private Object ask(Question question) {
    try (Database database = Database.open(ledger.get(), 1)) {
      return question.to(database.dsl());
    }
  }
}
