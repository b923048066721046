package ro.wowcinema.pipeline.core.db;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Intermediate results of a transaction: temporary tables that it takes with it when it ends. */
public final class TempTables {
  private TempTables() {}

  /**
   * Creates a temporary table of these rows and gathers its statistics, which autovacuum would not.
   */
  public static Table<Record> create(DSLContext dsl, String name, Select<?> rows) {
    Table<Record> table = DSL.table(DSL.name(name));
    dsl.createTemporaryTable(table).as(rows).onCommitDrop().execute();
    analyze(dsl, table);
    return table;
  }

  /**
   * The column of a table, of a temporary one or an alias, that has the name and type of another.
   */
  public static <T> Field<T> column(Table<?> table, Field<T> like) {
    return DSL.field(DSL.name(table.getName(), like.getName()), like.getDataType());
  }

  /** The same for several columns, in a list that the caller may add to. */
  public static List<Field<?>> columns(Table<?> table, List<? extends Field<?>> like) {
    List<Field<?>> columns = new ArrayList<>();
    like.forEach(field -> columns.add(column(table, field)));
    return columns;
  }

  /** Gathers the statistics that the planner needs; jOOQ has no statement for it. */
  private static void analyze(DSLContext dsl, Table<?> table) {
    dsl.execute("analyze {0}", table);
  }
}
