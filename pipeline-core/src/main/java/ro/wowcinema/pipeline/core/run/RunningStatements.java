package ro.wowcinema.pipeline.core.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that tasks are using, so that their statements can be cancelled on the server. A
 * cancellation that comes between two statements is lost: whoever wants a task to end has to repeat
 * it.
 */
final class RunningStatements {
  private static final Logger LOG = LoggerFactory.getLogger(RunningStatements.class);

  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  void started(String task, Connection connection) {
    connections.put(task, connection);
  }

  /** Waits for a cancellation on its way, lest it hit whoever uses the connection next. */
  void ended(String task) {
    connections.remove(task);
  }

  void cancel(String task) {
    // The map holds its lock on the task meanwhile, which is what ended() waits for.
    connections.computeIfPresent(
        task,
        (name, connection) -> {
          cancelStatement(name, connection);
          return connection;
        });
  }

  void cancelAll() {
    connections.keySet().forEach(this::cancel);
  }

  private static void cancelStatement(String task, Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      LOG.warn("Could not cancel the statement of task {}", task, e);
    }
  }
}
