package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.floor;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;
import static ro.wowcinema.warehouse.cleansed.Tables.CHANGED_SESSION;
import static ro.wowcinema.warehouse.cleansed.Tables.SESSION_RECORD;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.mart.Routines.monthOf;
import static ro.wowcinema.warehouse.mart.Tables.GENRE_VIEWING;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_LENGTH;
import static ro.wowcinema.warehouse.mart.Tables.VIEWING_DAY;

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
import ro.wowcinema.pipeline.core.job.TouchedKeys;

/**
 * What changed of the fact since the aggregates were last maintained: each different row once, with
 * its day, and how many of it there are more ({@code sign}, below 0: less).
 *
 * <p>A row that was inserted and removed again has a sign of 0 and no measures, so that a value
 * which no aggregate can take does no harm once it is corrected. It is still there, because its
 * keys say whose title or plan was restated under it.
 */
final class SessionChanges {
  static final Table<?> TABLE = table(name("taken_changed_session"));
  static final Field<LocalDate> DAY = column(TABLE, VIEWING_DAY.DAY);
  static final Field<LocalDate> MONTH = column(TABLE, GENRE_VIEWING.MONTH);

  /** As wide as what it is made of: what does not fit the aggregate fails there. */
  static final Field<BigDecimal> WHOLE_MINUTES =
      column(TABLE, DSL.field(name(SESSION_LENGTH.WHOLE_MINUTES.getName()), SQLDataType.NUMERIC));

  private static final List<Field<?>> MEASURES =
      List.of(
          CHANGED_SESSION.WATCHED_MINUTES,
          CHANGED_SESSION.COMPLETION_RATIO,
          CHANGED_SESSION.IS_COMPLETED,
          CHANGED_SESSION.RATING);
  private static final List<Field<?>> ROW =
      Stream.of(CHANGED_SESSION.fields())
          .filter(column -> !column.equals(CHANGED_SESSION.SIGN))
          .toList();
  private static final List<Field<?>> KEYS =
      ROW.stream().filter(column -> !MEASURES.contains(column)).toList();

  private SessionChanges() {}

  /** Consumes the queue. */
  static void take(DSLContext dsl) {
    Table<?> net = net(dsl);
    Field<Short> sign = column(net, CHANGED_SESSION.SIGN);
    Field<LocalDate> day = bucharestDate(column(net, CHANGED_SESSION.SESSION_START));
    Field<BigDecimal> minutes = column(net, CHANGED_SESSION.WATCHED_MINUTES);
    List<Field<?>> columns = columns(net, KEYS);
    columns.add(sign);
    MEASURES.forEach(measure -> columns.add(unlessNone(sign, column(net, measure)).as(measure)));
    columns.add(unlessNone(sign, floor(minutes)).as(WHOLE_MINUTES));
    columns.add(day.as(VIEWING_DAY.DAY));
    columns.add(monthOf(day).as(GENRE_VIEWING.MONTH));
    TouchedKeys.take(dsl, CHANGED_SESSION, dsl.select(columns).from(net));
  }

  /** Nothing cancels in a queue into which rows only came, such as that of a first load. */
  private static Table<?> net(DSLContext dsl) {
    if (!dsl.fetchExists(CHANGED_SESSION, CHANGED_SESSION.SIGN.lt(inline((short) 0)))) {
      return CHANGED_SESSION;
    }
    return dsl.select(ROW)
        .select(DSL.sum(CHANGED_SESSION.SIGN).as(CHANGED_SESSION.SIGN))
        .from(CHANGED_SESSION)
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
    known.addAll(List.of(CHANGED_SESSION.WATCHED_MINUTES, WHOLE_MINUTES, DAY, MONTH));
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
        .on(SESSION_RECORD.USER_ID.eq(of(CHANGED_SESSION.USER_ID)))
        .and(SESSION_RECORD.TITLE_ID.eq(of(CHANGED_SESSION.TITLE_ID)))
        .and(SESSION_RECORD.SESSION_START.eq(of(CHANGED_SESSION.SESSION_START)))
        .where(isOfKey)
        .orderBy(SESSION_RECORD.LOGICAL_DATE)
        .fetch(SESSION_RECORD.LOGICAL_DATE);
  }
}
