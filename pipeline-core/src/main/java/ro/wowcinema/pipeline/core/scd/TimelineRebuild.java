package ro.wowcinema.pipeline.core.scd;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.lead;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.WindowSpecification;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Rebuilds the whole version chain of every changed member of an SCD2 dimension from its change
 * history, and leaves all others as they are. Late and out-of-order changes, several changes at
 * once, replays, deletions and corrected deliveries are all the same case: the chain is recomputed
 * and only the differences are written, so a surrogate key is stable as long as its (natural key,
 * valid_from) exists.
 *
 * <p>Order matters: deletes before updates before inserts keep {@code UNIQUE (key) WHERE
 * is_current} true throughout.
 */
public final class TimelineRebuild {
  /** Column of a history that says from when on its row holds. */
  public static final Field<Instant> EFFECTIVE_AT =
      field(name("effective_at"), SQLDataType.INSTANT);

  private static final Field<Boolean> IS_FIRST = field(name("is_first"), SQLDataType.BOOLEAN);
  private static final Field<Boolean> IS_GONE = field(name("is_gone"), SQLDataType.BOOLEAN);
  private static final Field<Boolean> IS_CHANGED = field(name("is_changed"), SQLDataType.BOOLEAN);

  private final DSLContext dsl;
  private final Scd2Dimension dimension;
  private final Table<?> target;

  private TimelineRebuild(DSLContext dsl, Scd2Dimension dimension) {
    this.dsl = dsl;
    this.dimension = dimension;
    this.target = dimension.table();
  }

  /**
   * Rebuilds the changed members.
   *
   * @param touched has the natural keys to rebuild, each once, in a column of that name
   * @param history every known state of those members: natural key, {@code effective_at}, and all
   *     attributes under the dimension's names; at most one row per key and instant. A key without
   *     rows loses its versions
   */
  public static Scd2Changes of(
      DSLContext dsl, Scd2Dimension dimension, Table<?> touched, Select<?> history) {
    return new TimelineRebuild(dsl, dimension).run(touched, history);
  }

  private Scd2Changes run(Table<?> touched, Select<?> history) {
    Table<?> desired = TempTables.create(dsl, "desired_" + target.getName(), versions(history));
    Table<?> differing =
        TempTables.create(
            dsl, "differing_" + target.getName(), differences(stored(touched), desired));
    long written = delete(differing);
    written += update(differing);
    written += insert(differing);
    return Scd2Changes.of(changed(differing), dimension, written);
  }

  private Table<?> stored(Table<?> touched) {
    return dsl.select(columns(target, stored()))
        .from(target)
        .join(touched)
        .on(AttributeComparison.equal(target, touched, dimension.naturalKey()))
        .asTable("stored");
  }

  /** The chain: neighbours that agree on every tracked attribute become one version. */
  private Select<?> versions(Select<?> history) {
    Table<?> h = history.asTable("h");
    WindowSpecification inOrder =
        partitionBy(column(h, dimension.naturalKey())).orderBy(column(h, EFFECTIVE_AT));
    List<Field<?>> marked = columns(h, dimension.described());
    marked.add(column(h, EFFECTIVE_AT));
    marked.add(field(rowNumber().over(inOrder).eq(1)).as(IS_FIRST));
    marked.add(field(differsFromPrevious(h, inOrder)).as("is_change"));
    Table<?> m = dsl.select(marked).from(h).asTable("m");

    List<Field<?>> started = columns(m, dimension.described());
    started.add(
        when(column(m, IS_FIRST), val(Scd2Dimension.BEGINNING))
            .otherwise(column(m, EFFECTIVE_AT))
            .as(dimension.validFrom()));
    Table<?> s =
        dsl.select(started)
            .from(m)
            .where(column(m, IS_FIRST))
            .or(field(name("m", "is_change"), SQLDataType.BOOLEAN))
            .asTable("s");

    Field<Instant> next =
        lead(column(s, dimension.validFrom()))
            .over(
                partitionBy(column(s, dimension.naturalKey()))
                    .orderBy(column(s, dimension.validFrom())));
    List<Field<?>> chained = columns(s, dimension.described());
    chained.add(column(s, dimension.validFrom()));
    chained.add(coalesce(next, val(Scd2Dimension.END)).as(dimension.validTo()));
    chained.add(field(next.isNull()).as(dimension.isCurrent()));
    return dsl.select(chained).from(s);
  }

  private Condition differsFromPrevious(Table<?> h, WindowSpecification inOrder) {
    Condition any = falseCondition();
    for (Field<?> attribute : dimension.tracked()) {
      any = any.or(differsFromPrevious(column(h, attribute), inOrder));
    }
    return any;
  }

  private static <T> Condition differsFromPrevious(
      Field<T> attribute, WindowSpecification inOrder) {
    return attribute.isDistinctFrom(lag(attribute).over(inOrder));
  }

  /**
   * Versions to delete, to update and to insert, in one pass: in their new form, with the surrogate
   * key where the version exists. Unchanged ones, the majority, are left out.
   */
  private Select<?> differences(Table<?> stored, Table<?> desired) {
    Field<Long> surrogateKey = column(stored, dimension.surrogateKey());
    Condition isGone = column(desired, dimension.naturalKey()).isNull();
    Condition isNew = surrogateKey.isNull();
    Condition isRestated = AttributeComparison.differ(stored, desired, dimension.tracked());
    List<Field<?>> columns = new ArrayList<>(List.of(surrogateKey));
    columns.add(either(desired, stored, dimension.naturalKey()));
    columns.add(either(desired, stored, dimension.validFrom()));
    for (Field<?> attribute : attributes()) {
      columns.add(column(desired, attribute));
    }
    columns.add(field(isGone).as(IS_GONE));
    columns.add(field(isGone.or(isNew).or(isRestated)).as(IS_CHANGED));
    return dsl.select(columns)
        .from(stored)
        .fullJoin(desired)
        .on(AttributeComparison.equal(stored, desired, dimension.naturalKey()))
        .and(AttributeComparison.equal(stored, desired, dimension.validFrom()))
        .where(isGone)
        .or(isNew)
        .or(AttributeComparison.differ(stored, desired, attributes()));
  }

  private static <T> Field<T> either(Table<?> desired, Table<?> stored, Field<T> key) {
    return coalesce(column(desired, key), column(stored, key)).as(key);
  }

  private List<Field<?>> stored() {
    List<Field<?>> stored = new ArrayList<>(List.of(dimension.surrogateKey()));
    stored.addAll(dimension.stored());
    return stored;
  }

  /** All columns that an update may change. */
  private List<Field<?>> attributes() {
    List<Field<?>> attributes = new ArrayList<>(dimension.tracked());
    attributes.addAll(dimension.overwritten());
    attributes.addAll(List.of(dimension.validTo(), dimension.isCurrent()));
    return attributes;
  }

  private int delete(Table<?> differing) {
    return dsl.deleteFrom(target)
        .using(differing)
        .where(AttributeComparison.equal(target, differing, dimension.surrogateKey()))
        .and(column(differing, IS_GONE))
        .execute();
  }

  private int update(Table<?> differing) {
    Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
    attributes().forEach(attribute -> values.put(attribute, column(differing, attribute)));
    return dsl.update(target)
        .set(values)
        .from(differing)
        .where(AttributeComparison.equal(target, differing, dimension.surrogateKey()))
        .and(condition(column(differing, IS_GONE)).not())
        .execute();
  }

  private int insert(Table<?> differing) {
    List<Field<?>> inOrder =
        columns(differing, List.of(dimension.naturalKey(), dimension.validFrom()));
    List<Field<?>> values =
        new ArrayList<>(List.of(SurrogateKeys.next(target, dimension.surrogateKey(), inOrder)));
    values.addAll(columns(differing, dimension.stored()));
    return dsl.insertInto(target)
        .columns(stored())
        .select(
            dsl.select(values)
                .from(differing)
                .where(column(differing, dimension.surrogateKey()).isNull()))
        .execute();
  }

  /** Columns that determine what a fact refers to, or its values. */
  private Table<?> changed(Table<?> differing) {
    return TempTables.create(
        dsl,
        "changed_" + target.getName(),
        dsl.select(columns(differing, List.of(dimension.naturalKey(), dimension.validFrom())))
            .from(differing)
            .where(column(differing, IS_CHANGED)));
  }
}
