package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.jobs.source.Sources.startOf;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_AHEAD;
import static ro.wowcinema.warehouse.mart.Tables.VIEWING_DAY;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * What changed in windows, which end with the as-of date: sessions that came or went with a start
 * up to it, and those that came before their time, which it has reached now. Later ones wait.
 */
final class WindowSessions {
  /** Has each user and start once, and how many sessions more there are. */
  static final Table<?> TABLE = table(name("window_session"));

  static final Field<Long> USER_ID = column(TABLE, SESSION_AHEAD.USER_ID);
  static final Field<Instant> START = column(TABLE, SESSION_AHEAD.SESSION_START);
  static final Field<Long> SESSIONS = column(TABLE, SESSION_AHEAD.SESSIONS);
  static final Field<LocalDate> DAY = column(TABLE, VIEWING_DAY.DAY);

  private static final SumTable AHEAD =
      new SumTable(
          SESSION_AHEAD,
          List.of(SESSION_AHEAD.USER_ID, SESSION_AHEAD.SESSION_START),
          SESSION_AHEAD.SESSIONS,
          List.of());

  private static final Field<Long> CHANGED_USER = SessionChanges.of(SESSION_AHEAD.USER_ID);
  private static final Field<Instant> CHANGED_START =
      SessionChanges.of(SESSION_AHEAD.SESSION_START);
  private static final Field<Long> CHANGED_SESSIONS =
      new Measures(SessionChanges.TABLE).views().as(SESSION_AHEAD.SESSIONS);

  private WindowSessions() {}

  static int publish(DSLContext dsl, LocalDate asOf) {
    Instant end = startOf(asOf.plusDays(1));
    collect(dsl, end);
    int reached =
        dsl.deleteFrom(SESSION_AHEAD).where(SESSION_AHEAD.SESSION_START.lt(end)).execute();
    return reached
        + AHEAD.addAndPrune(
            dsl,
            dsl.select(CHANGED_USER, CHANGED_START, CHANGED_SESSIONS)
                .from(SessionChanges.TABLE)
                .where(CHANGED_START.ge(end))
                .groupBy(CHANGED_USER, CHANGED_START));
  }

  private static void collect(DSLContext dsl, Instant end) {
    Table<?> s =
        dsl.select(CHANGED_USER, CHANGED_START, CHANGED_SESSIONS)
            .from(SessionChanges.TABLE)
            .where(CHANGED_START.lt(end))
            .groupBy(CHANGED_USER, CHANGED_START)
            .unionAll(
                dsl.select(
                        SESSION_AHEAD.USER_ID, SESSION_AHEAD.SESSION_START, SESSION_AHEAD.SESSIONS)
                    .from(SESSION_AHEAD)
                    .where(SESSION_AHEAD.SESSION_START.lt(end)))
            .asTable("s");
    Field<Long> userId = column(s, SESSION_AHEAD.USER_ID);
    Field<Instant> start = column(s, SESSION_AHEAD.SESSION_START);
    Field<Long> sessions =
        DSL.field("sum({0})::bigint", SQLDataType.BIGINT, column(s, SESSION_AHEAD.SESSIONS));
    TempTables.create(
        dsl,
        TABLE.getName(),
        dsl.select(
                userId,
                start,
                bucharestDate(start).as(VIEWING_DAY.DAY),
                sessions.as(SESSION_AHEAD.SESSIONS))
            .from(s)
            .groupBy(userId, start)
            .having(sessions.ne(0L)));
  }
}
