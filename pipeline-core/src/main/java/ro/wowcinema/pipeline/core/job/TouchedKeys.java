package ro.wowcinema.pipeline.core.job;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.quality.Scope;

/**
 * Takes touched keys off the table where earlier jobs put them. The rows go in the same transaction
 * as the work that they ask for: if it is rolled back, they are still there.
 */
public final class TouchedKeys {
  private TouchedKeys() {}

  /**
   * Takes all rows off; the temporary table {@code taken_…} then has each combination of these
   * columns once.
   */
  public static Table<Record> take(DSLContext dsl, Table<?> touched, Field<?>... columns) {
    return take(dsl, touched, dsl.selectDistinct(columns).from(touched));
  }

  /** The same, but combinations may be there more than once, for whoever does not mind. */
  public static Table<Record> takeAll(DSLContext dsl, Table<?> touched, Field<?>... columns) {
    return take(dsl, touched, dsl.select(columns).from(touched));
  }

  /** The same, but {@code taken_…} has what a query over them finds. */
  public static Table<Record> take(DSLContext dsl, Table<?> touched, Select<?> rows) {
    Table<Record> taken = TempTables.create(dsl, taken(touched).getName(), rows);
    // Nobody adds rows meanwhile: whoever does comes before this task in the DAG, and one run runs
    // at a time.
    dsl.deleteFrom(touched).execute();
    return taken;
  }

  /** For checks: the rows of a table whose key the attempt took off. */
  public static <T> Scope scope(Field<T> column, Table<?> touched, Field<T> key) {
    return (dsl, logicalDate) ->
        column.in(DSL.select(TempTables.column(taken(touched), key)).from(taken(touched)));
  }

  private static Table<Record> taken(Table<?> touched) {
    return DSL.table(DSL.name("taken_" + touched.getName()));
  }
}
