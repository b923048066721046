package ro.wowcinema.pipeline.core.execution.attempt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tasks are using, so that they can be cancelled: the statement on the server, and the thread
 * where it waits for something else. A cancellation that arrives between two statements has no
 * effect: the caller repeats it until the task ends.
 */
public final class RunningStatements {
  private static final Logger LOG = LoggerFactory.getLogger(RunningStatements.class);

  private final Map<String, Running> attempts = new ConcurrentHashMap<>();

  private record Running(Connection connection, Thread thread) {}

  /** Called on the thread that runs the task. */
  void register(String task, Connection connection) {
    attempts.put(task, new Running(connection, Thread.currentThread()));
  }

  /**
   * Waits for a cancellation in flight, which could otherwise hit the next user of the connection
   * or thread.
   */
  void unregister(String task) {
    attempts.remove(task);
  }

  public void cancel(String task) {
    // The map holds its lock on the task during this call, which is what unregister() waits for.
    attempts.computeIfPresent(
        task,
        (name, attempt) -> {
          cancelStatement(name, attempt.connection());
          attempt.thread().interrupt();
          return attempt;
        });
  }

  public void cancelAll() {
    attempts.keySet().forEach(this::cancel);
  }

  /**
   * Ends everything that runs for good: a task that is between two statements fails at the next
   * one, so that it does not run concurrently with the run's next owner.
   */
  public void abortAll() {
    cancelAll();
    attempts.forEach((task, attempt) -> abort(task, attempt.connection()));
  }

  private static void abort(String task, Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.warn("Could not close the connection of task {}", task, e);
    }
  }

  private static void cancelStatement(String task, Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      LOG.warn("Could not cancel the statement of task {}: {}", task, FailureClassifier.message(e));
    }
  }
}
