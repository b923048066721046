package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.floor;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;
import static ro.wowcinema.pipeline.jobs.source.Sources.startOf;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_VIEWING;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.SESSION_LENGTH;
import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_DAY;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.cleansed.Tables.SESSION_RECORD;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.mart.Routines.monthOf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.job.ChangedKeys;

/**
 * What changed of the fact since the aggregates were last maintained: each different row once, with
 * its day, and how many of it there are more ({@code sign}, below 0: less).
 *
 * <p>A row that was inserted and removed again has a sign of 0 and no measures, so that a value
 * which no aggregate can take does no harm once it is corrected. It is still there, because its
 * keys say whose title or plan was restated under it.
 */
final class SessionChanges {
  static final Table<?> TABLE = table(name("taken_session_delta"));
  static final Field<LocalDate> DAY = column(TABLE, VIEWING_DAY.DAY);
  static final Field<LocalDate> MONTH = column(TABLE, GENRE_VIEWING.MONTH);

  /** Plan of {@code plan_key}, also of a version that was removed. */
  static final Field<Integer> PLAN_ID = column(TABLE, PLAN.PLAN_ID);

  /** As wide as what it is made of: what does not fit the aggregate fails there. */
  static final Field<BigDecimal> WHOLE_MINUTES =
      column(TABLE, DSL.field(name(SESSION_LENGTH.WHOLE_MINUTES.getName()), SQLDataType.NUMERIC));

  private static final List<Field<?>> MEASURES =
      List.of(
          SESSION_DELTA.VIEWED_SECONDS,
          SESSION_DELTA.COMPLETION_RATIO,
          SESSION_DELTA.IS_COMPLETED,
          SESSION_DELTA.RATING);
  private static final List<Field<?>> ROW =
      Stream.of(SESSION_DELTA.fields())
          .filter(column -> !column.equals(SESSION_DELTA.SIGN))
          .toList();
  private static final List<Field<?>> KEYS =
      ROW.stream().filter(column -> !MEASURES.contains(column)).toList();

  private SessionChanges() {}

  /** Consumes the queue up to the as-of date; sessions that start later are in no report yet. */
  static void consume(DSLContext dsl, LocalDate asOf) {
    Condition isDue = SESSION_DELTA.SESSION_START.lt(startOf(asOf.plusDays(1)));
    Table<?> net = net(dsl, isDue);
    Field<Short> sign = column(net, SESSION_DELTA.SIGN);
    Field<LocalDate> day = bucharestDate(column(net, SESSION_DELTA.SESSION_START));
    Field<BigDecimal> minutes = column(net, SESSION_DELTA.VIEWED_SECONDS).div(inline(60));
    List<Field<?>> columns = columns(net, KEYS);
    columns.add(sign);
    MEASURES.forEach(measure -> columns.add(unlessNone(sign, column(net, measure)).as(measure)));
    columns.add(unlessNone(sign, floor(minutes)).as(WHOLE_MINUTES));
    columns.add(day.as(VIEWING_DAY.DAY));
    columns.add(monthOf(day).as(GENRE_VIEWING.MONTH));
    columns.add(PLAN.PLAN_ID);
    ChangedKeys.consume(
        dsl,
        SESSION_DELTA,
        isDue,
        dsl.select(columns)
            .from(net)
            .leftJoin(PLAN)
            .on(PLAN.PLAN_KEY.eq(column(net, SESSION_DELTA.PLAN_KEY))));
  }

  /** Nothing cancels in a queue into which rows only came, such as that of a first load. */
  private static Table<?> net(DSLContext dsl, Condition isDue) {
    if (!dsl.fetchExists(SESSION_DELTA, SESSION_DELTA.SIGN.lt(inline((short) 0)))) {
      return dsl.select(SESSION_DELTA.fields()).from(SESSION_DELTA).where(isDue).asTable("net");
    }
    return dsl.select(ROW)
        .select(DSL.sum(SESSION_DELTA.SIGN).as(SESSION_DELTA.SIGN))
        .from(SESSION_DELTA)
        .where(isDue)
        .groupBy(ROW)
        .asTable("net");
  }

  private static <T> Field<T> unlessNone(Field<Short> sign, Field<T> measure) {
    return when(sign.ne(inline((short) 0)), measure);
  }

  /** Their column of that name. */
  static <T> Field<T> of(Field<T> like) {
    return column(TABLE, like);
  }

  /**
   * Which files delivered the sessions behind a row of an aggregate, for an error to name.
   *
   * @param key the row's key, by the names of its columns, as text
   */
  static List<LocalDate> deliveriesOf(DSLContext dsl, Map<String, String> key) {
    List<Field<?>> known = new ArrayList<>(KEYS);
    known.addAll(List.of(SESSION_DELTA.VIEWED_SECONDS, WHOLE_MINUTES, DAY, MONTH));
    Condition isOfKey = noCondition();
    for (Field<?> column : known) {
      String value = key.get(column.getName());
      if (value != null) {
        isOfKey = isOfKey.and(of(column).cast(SQLDataType.CLOB).eq(value));
      }
    }
    return dsl.selectDistinct(SESSION_RECORD.LOGICAL_DATE)
        .from(TABLE)
        .join(SESSION_RECORD)
        .on(SESSION_RECORD.USER_ID.eq(of(SESSION_DELTA.USER_ID)))
        .and(SESSION_RECORD.TITLE_ID.eq(of(SESSION_DELTA.TITLE_ID)))
        .and(SESSION_RECORD.SESSION_START.eq(of(SESSION_DELTA.SESSION_START)))
        .where(isOfKey)
        .orderBy(SESSION_RECORD.LOGICAL_DATE)
        .fetch(SESSION_RECORD.LOGICAL_DATE);
  }
}
