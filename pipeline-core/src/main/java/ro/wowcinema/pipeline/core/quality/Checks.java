package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;

/**
 * Declares the checks of one target, one after the other:
 *
 * <pre>{@code Checks.of(FACT).within(TOUCHED)
 *     .relationship(FACT.USER_KEY, DIM_USER.USER_KEY)
 *     .range(FACT.RATING, ZERO, TEN).warning()
 *     .list() }</pre>
 *
 * <p>By default, a check fails on a single offending row; {@link #warning}, {@link #warningAbove}
 * and {@link #failingAbove} change the check declared last. Checks of a figure only warn by
 * default.
 */
public final class Checks {
  private final Table<?> target;
  private final List<Check> checks = new ArrayList<>();
  private CheckScope scope = CheckScope.ALL_ROWS;

  private Checks(Table<?> target) {
    this.target = requireNonNull(target, "target is null");
  }

  public static Checks of(Table<?> target) {
    return new Checks(target);
  }

  /** The checks declared from now on look at these rows. */
  public Checks within(CheckScope newScope) {
    scope = requireNonNull(newScope, "newScope is null");
    return this;
  }

  public Checks notNull(Field<?> column) {
    return row("not_null", CheckKind.NOT_NULL, column, column.isNull());
  }

  public Checks unique(Field<?>... columns) {
    return add(
        named("unique", columns),
        CheckKind.UNIQUE,
        new CheckMeasure.Query(rows -> OffendingRows.repeated(target, rows, List.of(columns))));
  }

  public <T> Checks acceptedValues(Field<T> column, Collection<T> values) {
    return row("accepted_values", CheckKind.ACCEPTED_VALUES, column, column.notIn(values));
  }

  public <T> Checks range(Field<T> column, T least, T most) {
    return row("range", CheckKind.RANGE, column, column.notBetween(least, most));
  }

  /** Each value of the column is in the other table's column, which is its primary key. */
  public <T> Checks relationship(Field<T> column, TableField<?, T> referenced) {
    return relationship(List.of(column), List.of(referenced));
  }

  /**
   * The same for several columns at once, among them the primary key of the other table.
   *
   * @throws IllegalArgumentException where they are not unique, so that a row might be met twice
   */
  public Checks relationship(List<? extends Field<?>> columns, List<TableField<?, ?>> referenced) {
    return add(
        named("relationship", columns.toArray(Field[]::new)),
        CheckKind.RELATIONSHIP,
        new CheckMeasure.Points(new Relationship(columns, referenced)));
  }

  /** Versions are half open, start in 1900, end in 9999, and meet in between. */
  public Checks timelines(Scd2Dimension dimension) {
    return add(
        named("timeline", dimension.naturalKey()),
        CheckKind.TIMELINE,
        new CheckMeasure.BrokenTimelines(dimension));
  }

  /** The number of rows in scope is in line with that of earlier dates; warns. */
  public Checks rowCount(Deviation deviation) {
    return rowCount("row_count", count(), deviation);
  }

  /** The same for rows that were counted already, in a column. */
  public Checks rowCount(Field<Long> counted, Deviation deviation) {
    return rowCount(named("row_count", counted), sum(counted), deviation);
  }

  private Checks rowCount(String name, Field<?> rows, Deviation deviation) {
    add(
        name,
        CheckKind.ROW_COUNT,
        new CheckMeasure.Figure(date -> rows.cast(SQLDataType.NUMERIC), deviation));
    return warning();
  }

  /**
   * The newest instant in scope is as close to the end of the date as on earlier dates; measured in
   * hours; warns.
   *
   * @param endOf when a logical date ends
   */
  public Checks freshness(
      Field<Instant> column, Function<LocalDate, Instant> endOf, Deviation deviation) {
    add(
        named("freshness", column),
        CheckKind.FRESHNESS,
        new CheckMeasure.Figure(
            date -> hoursBetween(DSL.max(column), endOf.apply(date)), deviation.upwardsOnly()));
    return warning();
  }

  /** No row may meet this condition. */
  public Checks noRowWhere(String name, Condition offends) {
    return add(name, CheckKind.CUSTOM, new CheckMeasure.RowsWhere(offends));
  }

  /** The query must find nothing. */
  public Checks noRowOf(String name, Function<Condition, Select<?>> offending) {
    return add(name, CheckKind.CUSTOM, new CheckMeasure.Query(offending));
  }

  /** The last check never fails, only warns. */
  public Checks warning() {
    return limit(new Limits(Optional.of(Limit.NONE), Optional.empty()));
  }

  /** The last check warns above this limit. */
  public Checks warningAbove(Limit limit) {
    return limit(new Limits(Optional.of(limit), Optional.empty()));
  }

  /** The last check fails above this limit, and warns of what is within. */
  public Checks failingAbove(Limit limit) {
    return limit(new Limits(Optional.of(Limit.NONE), Optional.of(limit)));
  }

  public List<Check> list() {
    return List.copyOf(checks);
  }

  private Checks limit(Limits limits) {
    int last = checks.size() - 1;
    checks.set(last, checks.get(last).with(limits));
    return this;
  }

  private Checks row(String word, CheckKind kind, Field<?> column, Condition offends) {
    return add(named(word, column), kind, new CheckMeasure.RowsWhere(offends));
  }

  private Checks add(String name, CheckKind kind, CheckMeasure measure) {
    checks.add(new Check(name, kind, target, scope, Limits.STRICT, measure));
    return this;
  }

  private static String named(String word, Field<?>... columns) {
    return Stream.of(columns).map(Field::getName).collect(joining(", ", word + "(", ")"));
  }

  private static Field<BigDecimal> hoursBetween(Field<Instant> from, Instant to) {
    return DSL.field(
        "extract(epoch from ({0}::timestamptz - {1})) / 3600",
        SQLDataType.NUMERIC, DSL.inline(to), from);
  }
}
