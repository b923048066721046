package ro.wowcinema.pipeline.jobs.mart;

import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static ro.wowcinema.pipeline.core.db.TempTables.column;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Writes the rows of a temporary table into a table of the mart. Where the database refuses one, it
 * is searched for by halves: one statement writes them all, and its error names none of them.
 *
 * @param table the table of the mart
 * @param keys the columns that identify its rows
 * @param statement writes the rows of the table, or query, that it is given
 */
record RowWrites(
    Table<?> table, List<? extends Field<?>> keys, Function<Table<?>, Query> statement) {
  private static final Field<Integer> PLACE = field(name("place"), SQLDataType.INTEGER);
  private static final String SAVEPOINT = "row_writes";

  /** Bad data, a broken constraint, and what is too large for an index. */
  private static final List<String> REFUSALS = List.of("22", "23", "54");

  private static final int LONGEST_KEY = 60;

  /**
   * Writes them.
   *
   * @param rows temporary table that has each key once
   * @return rows written
   * @throws RefusedRowException where the database refuses a row
   */
  int execute(DSLContext dsl, Table<?> rows) {
    dsl.execute("savepoint " + SAVEPOINT);
    try {
      int written = dsl.execute(statement.apply(rows));
      dsl.execute("release savepoint " + SAVEPOINT);
      return written;
    } catch (DataAccessException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      dsl.execute("rollback to savepoint " + SAVEPOINT);
      throw refusal(dsl, rows, e);
    }
  }

  private RuntimeException refusal(DSLContext dsl, Table<?> rows, DataAccessException reason) {
    Table<?> numbered =
        TempTables.create(
            dsl,
            "refused_" + table.getName(),
            select(asterisk(), rowNumber().over().as(PLACE)).from(rows));
    // Another, which is rolled back to without losing that table.
    dsl.execute("savepoint " + SAVEPOINT);
    int first = 1;
    int last = dsl.fetchCount(numbered);
    while (first < last) {
      int middle = first + (last - first) / 2;
      if (isRefused(dsl, numbered, first, middle)) {
        last = middle;
      } else {
        first = middle + 1;
      }
    }
    return isRefused(dsl, numbered, first, last)
        ? new RefusedRowException(
            table.getSchema().getName() + "." + table.getName(),
            refusedColumn(dsl, numbered, first),
            key(dsl, numbered, first),
            reason)
        : reason;
  }

  private boolean isRefused(DSLContext dsl, Table<?> numbered, int first, int last) {
    return isRefused(
        dsl,
        selectFrom(numbered).where(column(numbered, PLACE).between(first, last)).asTable("some"));
  }

  private boolean isRefused(DSLContext dsl, Table<?> some) {
    try {
      dsl.execute(statement.apply(some));
      return false;
    } catch (DataAccessException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      return true;
    } finally {
      dsl.execute("rollback to savepoint " + SAVEPOINT);
    }
  }

  /** The column with which the row is refused, and with a harmless value in it is not. */
  private Optional<String> refusedColumn(DSLContext dsl, Table<?> numbered, int place) {
    List<Field<?>> columns = List.of(dsl.selectFrom(numbered).limit(0).fetch().fields());
    for (Field<?> suspect : columns) {
      Optional<Field<?>> harmless = harmless(suspect);
      if (harmless.isPresent() && !suspect.getName().equals(PLACE.getName())) {
        List<Field<?>> replaced = new ArrayList<>(columns);
        replaced.replaceAll(
            each ->
                each == suspect
                    ? harmless.get().as(each.getName())
                    : field(name(numbered.getName(), each.getName()), each.getDataType()));
        if (!isRefused(
            dsl,
            select(replaced)
                .from(numbered)
                .where(column(numbered, PLACE).eq(place))
                .asTable("some"))) {
          return Optional.of(suspect.getName());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Field<?>> harmless(Field<?> column) {
    if (column.getDataType().isNumeric()) {
      return Optional.of(inline(0).cast(column.getDataType()));
    }
    return column.getDataType().isString() ? Optional.of(inline("")) : Optional.empty();
  }

  private Map<String, String> key(DSLContext dsl, Table<?> numbered, int place) {
    List<Field<String>> texts =
        keys.stream()
            .map(key -> column(numbered, key).cast(SQLDataType.CLOB).as(key.getName()))
            .toList();
    var row =
        dsl.select(texts).from(numbered).where(column(numbered, PLACE).eq(place)).fetchSingle();
    Map<String, String> key = new LinkedHashMap<>();
    for (Field<String> text : texts) {
      key.put(text.getName(), shortened(String.valueOf(row.get(text))));
    }
    return key;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY) + "…";
  }

  private static boolean isRefusal(DataAccessException failure) {
    return REFUSALS.contains(String.valueOf(failure.sqlState()).substring(0, 2));
  }
}
