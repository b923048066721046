package ro.wowcinema.pipeline.jobs.mart;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * A table of the mart in which some rows are recomputed. Only differences are written.
 *
 * @param table the table
 * @param keys a unique index has them
 */
public record RowTable(Table<?> table, List<? extends Field<?>> keys) {
  public RowTable {
    requireNonNull(table, "table is null");
    keys = List.copyOf(keys);
  }

  /**
   * Makes the rows in scope these.
   *
   * @param scope the rows of the table that are recomputed
   * @param rows their new values: every column, under its name
   * @return rows written
   */
  public int replace(DSLContext dsl, Condition scope, Select<?> rows) {
    TempTables.create(dsl, desired().getName(), rows);
    return remove(dsl, scope)
        + new RowWrites(table, keys, desired -> upsert(dsl, desired)).execute(dsl, desired());
  }

  /** What the rows in scope are after {@link #replace}. */
  Table<?> desired() {
    return DSL.table(DSL.name("desired_" + table.getName()));
  }

  private int remove(DSLContext dsl, Condition scope) {
    Condition isSame = trueCondition();
    for (Field<?> key : keys) {
      isSame = isSame.and(isSame(key));
    }
    return dsl.deleteFrom(table)
        .where(scope)
        .and(notExists(selectOne().from(desired()).where(isSame)))
        .execute();
  }

  private Query upsert(DSLContext dsl, Table<?> desired) {
    Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
    Condition isDifferent = falseCondition();
    for (Field<?> value : values()) {
      values.put(value, excluded(value));
      isDifferent = isDifferent.or(differs(value));
    }
    List<Field<?>> columns = new ArrayList<>(keys);
    columns.addAll(values());
    var insert =
        dsl.insertInto(table)
            .columns(columns)
            .select(dsl.select(columns(desired, columns)).from(desired))
            .onConflict(keys);
    return values.isEmpty() ? insert.doNothing() : insert.doUpdate().set(values).where(isDifferent);
  }

  private List<? extends Field<?>> values() {
    return Stream.of(table.fields()).filter(field -> !keys.contains(field)).toList();
  }

  private <T> Condition isSame(Field<T> key) {
    Field<T> desired = column(desired(), key);
    return key.getDataType().nullable() ? key.isNotDistinctFrom(desired) : key.eq(desired);
  }

  private static <T> Condition differs(Field<T> value) {
    return value.isDistinctFrom(excluded(value));
  }
}
