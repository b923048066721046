package ro.wowcinema.pipeline.jobs.extraction.database;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/**
 * One state of the platform's database: all tables are read as they were at the first statement,
 * however long that takes and whatever is committed there in the meantime.
 */
public final class SourceSnapshot implements AutoCloseable {
  /** Rows that are in memory at a time. */
  private static final int FETCH_SIZE = 1_000;

  private static final Field<Instant> CHANGED_AT =
      DSL.field(DSL.name(SourceTable.CHANGED_AT), SQLDataType.INSTANT);

  /** Receives a row, its values in the columns' order; the list is reused. */
  @FunctionalInterface
  public interface RowSink {
    void accept(List<String> values) throws IOException;
  }

  private final String schema;
  private final SourceErrors errors;
  private final Connection connection;
  private final DSLContext dsl;

  private SourceSnapshot(
      String schema, SourceErrors errors, Connection connection, Configuration jooq) {
    this.schema = requireNonNull(schema, "schema is null");
    this.errors = requireNonNull(errors, "errors is null");
    this.connection = requireNonNull(connection, "connection is null");
    this.dsl = jooq.derive(connection).dsl();
  }

  /**
   * Opens a transaction there.
   *
   * @param jooq how statements are written and logged, as in the warehouse
   * @throws SQLException where the server does not answer or refuses the user
   */
  public static SourceSnapshot open(ConnectionInfo source, String schema, Configuration jooq)
      throws SQLException {
    SourceErrors errors = new SourceErrors(source);
    try {
      return new SourceSnapshot(schema, errors, SourceConnection.open(source), jooq);
    } catch (SQLException e) {
      throw errors.explain("connect to", e);
    }
  }

  /** The source's clock when the transaction began. */
  public Instant now() throws SQLException {
    return asking(
        "ask the time of",
        () -> dsl.select(DSL.field("now()", SQLDataType.INSTANT)).fetchSingle().value1());
  }

  /** Whether the source has the table at all. */
  public boolean has(SourceTable table) throws SQLException {
    return !columns(table).isEmpty();
  }

  /**
   * Does nothing where the table is as documented.
   *
   * @throws ExtractionException where it is missing, lacks a column, may not be read, or has rows
   *     that no window would ever hold
   */
  public void check(SourceTable table) throws SQLException {
    new TableCheck(schema, table).check(columns(table));
    if (table.isIncremental() && hasRowsWithoutInstant(table)) {
      throw new ExtractionException(
          "%s.%s has rows whose %s is null, which no extraction would ever deliver; give them one, and make the column NOT NULL"
              .formatted(schema, table.name(), SourceTable.CHANGED_AT));
    }
  }

  /**
   * Reads rows one after the other, ordered by key.
   *
   * @param window which changes; empty for the whole table
   */
  public void read(SourceTable table, Optional<ExtractionWindow> window, RowSink sink)
      throws SQLException, IOException {
    String action = "read %s of".formatted(table.name());
    List<SourceColumn> columns = table.columns();
    try (ResultSet rows = asking(action, () -> query(table, window).fetchResultSet())) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.clear();
        for (int i = 0; i < columns.size(); i++) {
          values.add(columns.get(i).kind().read(rows, i + 1));
        }
        sink.accept(values);
      }
    } catch (SQLException e) {
      throw errors.explain(action, e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private ResultQuery<?> query(SourceTable table, Optional<ExtractionWindow> window) {
    Condition isInWindow = window.map(w -> w.holds(CHANGED_AT)).orElseGet(DSL::noCondition);
    return dsl.select(table.columns().stream().map(c -> DSL.field(DSL.name(c.name()))).toList())
        .from(named(table))
        .where(isInWindow)
        .orderBy(order(table.key()))
        .fetchSize(FETCH_SIZE);
  }

  /** Independent of the source's collation. */
  private static OrderField<?> order(SourceColumn key) {
    Field<Object> field = DSL.field(DSL.name(key.name()));
    return key.kind() == ValueKind.TEXT ? field.cast(SQLDataType.CLOB).collate("C") : field;
  }

  private List<TableColumn> columns(SourceTable table) throws SQLException {
    return asking(
        "look for %s in".formatted(table.name()), () -> TableColumn.of(dsl, schema, table.name()));
  }

  private boolean hasRowsWithoutInstant(SourceTable table) throws SQLException {
    return asking(
        "read %s of".formatted(table.name()),
        () -> dsl.fetchExists(named(table), CHANGED_AT.isNull()));
  }

  private Table<?> named(SourceTable table) {
    return DSL.table(DSL.name(schema, table.name()));
  }

  private <T> T asking(String action, Supplier<T> question) throws SQLException {
    try {
      return question.get();
    } catch (DataAccessException e) {
      SQLException cause = e.getCause(SQLException.class);
      if (cause == null) {
        throw e;
      }
      throw errors.explain(action, cause);
    }
  }
}
