package ro.wowcinema.pipeline.core.job;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.quality.CheckScope;

/**
 * Consumes changed keys that earlier jobs enqueued. The rows are removed in the same transaction as
 * the work that they ask for: if it is rolled back, they are still there.
 */
public final class ChangedKeys {
  private ChangedKeys() {}

  /**
   * Removes all rows; the temporary table {@code taken_…} then has each combination of these
   * columns once.
   */
  public static Table<Record> consume(DSLContext dsl, Table<?> queue, Field<?>... columns) {
    return consume(dsl, queue, dsl.selectDistinct(columns).from(queue));
  }

  /** The same, but combinations may be there more than once, for callers that do not mind. */
  public static Table<Record> consumeAll(DSLContext dsl, Table<?> queue, Field<?>... columns) {
    return consume(dsl, queue, dsl.select(columns).from(queue));
  }

  /** The same, but {@code taken_…} has what a query over them finds. */
  public static Table<Record> consume(DSLContext dsl, Table<?> queue, Select<?> rows) {
    return consume(dsl, queue, DSL.trueCondition(), rows);
  }

  /** The same, but only of the rows that are due; the others stay in the queue. */
  public static Table<Record> consume(
      DSLContext dsl, Table<?> queue, Condition isDue, Select<?> rows) {
    Table<Record> taken = TempTables.create(dsl, taken(queue).getName(), rows);
    // No rows are added meanwhile: the jobs that add them precede this task in the DAG, and only
    // one
    // run is active at a time.
    dsl.deleteFrom(queue).where(isDue).execute();
    return taken;
  }

  /** For checks: the rows of a table whose key the attempt consumed. */
  public static <T> CheckScope scope(Field<T> column, Table<?> queue, Field<T> key) {
    return (dsl, logicalDate) ->
        column.in(DSL.select(TempTables.column(taken(queue), key)).from(taken(queue)));
  }

  private static Table<Record> taken(Table<?> queue) {
    return DSL.table(DSL.name("taken_" + queue.getName()));
  }
}
