package ro.wowcinema.pipeline.jobs.mart;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.trueCondition;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * An aggregate to which signed rows are added. Sums are exact, and their columns have a fixed
 * scale, so that a sum after many corrections equals that of a rebuild to the digit.
 *
 * @param table the aggregate
 * @param keys what its rows are grouped by; a unique index has them
 * @param count rows in a group: a group with none is no group
 * @param sums all other sums
 */
public record SumTable(
    Table<?> table, List<? extends Field<?>> keys, Field<Long> count, List<Field<?>> sums) {
  public SumTable {
    requireNonNull(table, "table is null");
    keys = List.copyOf(keys);
    requireNonNull(count, "count is null");
    sums = List.copyOf(sums);
  }

  /**
   * Adds rows, at most one a group; afterwards the temporary table {@link #changes} has those that
   * add anything.
   *
   * @param rows keys, count and sums, under their names
   * @return rows written
   */
  public int add(DSLContext dsl, Select<?> rows) {
    Table<?> r = rows.asTable("r");
    Condition isAnything = falseCondition();
    for (Field<?> sum : allSums()) {
      isAnything = isAnything.or(DSL.condition("{0} <> 0", column(r, sum)));
    }
    TempTables.create(
        dsl, changes().getName(), dsl.select(columns(r, stored())).from(r).where(isAnything));
    return new RowWrites(table, keys, rowsToAdd -> upsert(dsl, rowsToAdd)).execute(dsl, changes());
  }

  /** The same, and takes out the groups that have no row left. */
  public int addAndPrune(DSLContext dsl, Select<?> rows) {
    return add(dsl, rows) + prune(dsl);
  }

  /** What was added in this transaction. */
  Table<?> changes() {
    return DSL.table(DSL.name("change_of_" + table.getName()));
  }

  private Query upsert(DSLContext dsl, Table<?> changes) {
    Map<Field<?>, Field<?>> added = new LinkedHashMap<>();
    List<Field<?>> values = columns(changes, keys);
    for (Field<?> sum : allSums()) {
      added.put(sum, DSL.field("{0} + {1}", sum.getDataType(), sum, excluded(sum)));
      values.add(column(changes, sum));
    }
    return dsl.insertInto(table)
        .columns(stored())
        .select(dsl.select(values).from(changes))
        .onConflict(keys)
        .doUpdate()
        .set(added);
  }

  private int prune(DSLContext dsl) {
    Condition isSameGroup = trueCondition();
    for (Field<?> key : keys) {
      isSameGroup = isSameGroup.and(isSame(key));
    }
    return dsl.deleteFrom(table)
        .using(changes())
        .where(isSameGroup)
        .and(count.eq(inline(0L)))
        .execute();
  }

  private <T> Condition isSame(Field<T> key) {
    Field<T> changed = column(changes(), key);
    return key.getDataType().nullable() ? key.isNotDistinctFrom(changed) : key.eq(changed);
  }

  private List<Field<?>> allSums() {
    List<Field<?>> all = new ArrayList<>(List.of(count));
    all.addAll(sums);
    return all;
  }

  private List<Field<?>> stored() {
    List<Field<?>> stored = new ArrayList<>(keys);
    stored.addAll(allSums());
    return stored;
  }
}
