package ro.wowcinema.pipeline.scheduler.cli.report;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.Parser;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultColumn;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultWriter;
import ro.wowcinema.pipeline.scheduler.cli.terminal.StopRequest;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.cli.terminal.WorkFailedException;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;

/**
 * Runs one query as an analyst in a transaction that is read-only and has a time limit, and streams
 * its rows.
 */
final class AnalystQuery {
  private static final int FETCH_SIZE = 1000;

  /** The role's limit: a client that reads rows page by page has this long for each page. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(10);

  private final AnalystAccess access;
  private final StopRequest interruption;

  AnalystQuery(AnalystAccess access, StopRequest interruption) {
    this.access = access;
    this.interruption = interruption;
  }

  /**
   * Writes the query's rows.
   *
   * @param mostRows stops after so many
   * @return how many rows were written; one more than {@code mostRows} where there would be more
   * @throws UsageException where the text is not one statement, or not one that answers rows
   * @throws WorkFailedException where the server takes too long to answer or to continue
   */
  long run(String sql, ResultWriter writer, long mostRows) throws SQLException, IOException {
    requireOneStatement(sql);
    try (Connection connection = access.database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION READ ONLY");
        statement.execute(
            "SET LOCAL idle_in_transaction_session_timeout = " + IDLE_LIMIT.toMillis());
        statement.setFetchSize(FETCH_SIZE);
        return limited(statement, sql, writer, mostRows);
      } finally {
        rollBack(connection);
      }
    }
  }

  /** The pool closes connections for some failures, which are what the asker has to hear of. */
  private static void rollBack(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
    }
  }

  private long limited(Statement statement, String sql, ResultWriter writer, long mostRows)
      throws SQLException, IOException {
    StatementTimeout limit = StatementTimeout.set(statement, access.statementTimeout());
    try {
      return write(statement, sql, writer, mostRows);
    } catch (SQLException e) {
      if (limit.isReachedBy(e) && !interruption.isRequested()) {
        throw limit.failure();
      }
      throw e;
    }
  }

  private long write(Statement statement, String sql, ResultWriter writer, long mostRows)
      throws SQLException, IOException {
    try (var cancellation = interruption.onRequest(() -> cancel(statement))) {
      if (!statement.execute(sql)) {
        throw new UsageException("That statement answers no rows; write a SELECT");
      }
      try (ResultSet result = statement.getResultSet()) {
        return write(result, writer, mostRows);
      }
    }
  }

  private static long write(ResultSet result, ResultWriter writer, long mostRows)
      throws SQLException, IOException {
    List<ResultColumn> columns = ResultColumn.of(result.getMetaData());
    writer.begin(columns);
    long rows = 0;
    while (result.next()) {
      if (++rows > mostRows) {
        break;
      }
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        values.add(columns.get(i).read(result, i + 1));
      }
      writer.row(values);
    }
    writer.end();
    return rows;
  }

  /** With a second statement the limits could be lifted again. */
  private static void requireOneStatement(String sql) throws SQLException {
    int statements = Parser.parseJdbcSql(sql, true, false, true, false, false).size();
    if (statements != 1) {
      throw new UsageException("Expected exactly one SQL statement, got " + statements);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // The statement has ended since, or the connection was lost: it is stopped either way.
    }
  }
}
