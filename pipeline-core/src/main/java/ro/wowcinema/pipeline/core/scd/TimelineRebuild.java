package ro.wowcinema.pipeline.core.scd;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.lead;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.selectOne;
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
 * Brings the whole version chain of every touched member of an SCD2 dimension to what its change
 * history says, and leaves all others alone. Late and out-of-order changes, several changes at
 * once, replays, deletions and corrected deliveries are all the same case: the chain is worked out
 * anew and only the differences are written, so a surrogate key lives as long as its (natural key,
 * valid_from) does.
 *
 * <p>Order matters: deletes before updates before inserts keep {@code UNIQUE (key) WHERE
 * is_current} true throughout.
 */
public final class TimelineRebuild {
  /** Column of a history that says from when on its row holds. */
  public static final Field<Instant> EFFECTIVE_AT =
      field(name("effective_at"), SQLDataType.INSTANT);

  private static final Field<Boolean> IS_FIRST = field(name("is_first"), SQLDataType.BOOLEAN);

  private final DSLContext dsl;
  private final Scd2Dimension dimension;
  private final Table<?> target;

  private TimelineRebuild(DSLContext dsl, Scd2Dimension dimension) {
    this.dsl = dsl;
    this.dimension = dimension;
    this.target = dimension.table();
  }

  /**
   * Rebuilds the touched members.
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
    Table<?> changed =
        TempTables.create(dsl, "changed_" + target.getName(), changes(touched, desired));
    long written = delete(touched, desired);
    written += update(desired);
    written += insert(desired);
    return Scd2Changes.of(changed, dimension, written);
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
   * Versions that are to go, to change a tracked attribute, or to come; must be asked before
   * anything is written.
   */
  private Select<?> changes(Table<?> touched, Table<?> desired) {
    Field<?> key = column(target, dimension.naturalKey());
    Select<?> gone =
        dsl.select(key, column(target, dimension.validFrom()))
            .from(target)
            .join(touched)
            .on(Attributes.equal(target, touched, dimension.naturalKey()))
            .where(notExists(selectOne().from(desired).where(sameVersion(desired))));
    Select<?> restated =
        dsl.select(key, column(target, dimension.validFrom()))
            .from(target)
            .join(desired)
            .on(sameVersion(desired))
            .where(Attributes.differ(target, desired, dimension.tracked()));
    Select<?> come =
        dsl.select(column(desired, dimension.naturalKey()), column(desired, dimension.validFrom()))
            .from(desired)
            .where(notExists(selectOne().from(target).where(sameVersion(desired))));
    return union(union(gone, restated), come);
  }

  @SuppressWarnings("unchecked")
  private static Select<?> union(Select<?> left, Select<?> right) {
    return ((Select<org.jooq.Record>) left).unionAll((Select<org.jooq.Record>) right);
  }

  private int delete(Table<?> touched, Table<?> desired) {
    return dsl.deleteFrom(target)
        .using(touched)
        .where(Attributes.equal(target, touched, dimension.naturalKey()))
        .and(notExists(selectOne().from(desired).where(sameVersion(desired))))
        .execute();
  }

  private int update(Table<?> desired) {
    List<Field<?>> attributes = new ArrayList<>(dimension.tracked());
    attributes.addAll(dimension.overwritten());
    attributes.addAll(List.of(dimension.validTo(), dimension.isCurrent()));
    Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
    attributes.forEach(attribute -> values.put(attribute, column(desired, attribute)));
    return dsl.update(target)
        .set(values)
        .from(desired)
        .where(sameVersion(desired))
        .and(Attributes.differ(target, desired, attributes))
        .execute();
  }

  private int insert(Table<?> desired) {
    List<Field<?>> stored = new ArrayList<>(List.of(dimension.surrogateKey()));
    stored.addAll(dimension.stored());
    List<Field<?>> inOrder =
        columns(desired, List.of(dimension.naturalKey(), dimension.validFrom()));
    List<Field<?>> values =
        new ArrayList<>(List.of(SurrogateKeys.next(target, dimension.surrogateKey(), inOrder)));
    values.addAll(columns(desired, dimension.stored()));
    return dsl.insertInto(target)
        .columns(stored)
        .select(
            dsl.select(values)
                .from(desired)
                .where(notExists(selectOne().from(target).where(sameVersion(desired)))))
        .execute();
  }

  private Condition sameVersion(Table<?> desired) {
    return Attributes.equal(target, desired, dimension.naturalKey())
        .and(Attributes.equal(target, desired, dimension.validFrom()));
  }
}
