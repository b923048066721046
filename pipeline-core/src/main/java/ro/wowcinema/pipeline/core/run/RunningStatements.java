package ro.wowcinema.pipeline.core.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that tasks are using, so that their statements can be cancelled on the server. */
final class RunningStatements {
  private static final Logger LOG = LoggerFactory.getLogger(RunningStatements.class);

  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  void started(String task, Connection connection) {
    connections.put(task, connection);
  }

  void ended(String task) {
    connections.remove(task);
  }

  void cancel(String task) {
    Connection connection = connections.get(task);
    if (connection == null) {
      return;
    }
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      LOG.warn("Could not cancel the statement of task {}", task, e);
    }
  }

  void cancelAll() {
    connections.keySet().forEach(this::cancel);
  }
}
