package ro.wowcinema.pipeline.jobs.mart.report;

import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_HOUR;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.mart.Routines.bucharestHour;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/** When sessions start: by month, plan version, weekday and hour. */
final class ViewingHours {
  private static final SumTable TABLE =
      new SumTable(
          VIEWING_HOUR,
          List.of(
              VIEWING_HOUR.MONTH, VIEWING_HOUR.PLAN_KEY, VIEWING_HOUR.WEEKDAY, VIEWING_HOUR.HOUR),
          VIEWING_HOUR.SESSIONS,
          List.of(VIEWING_HOUR.VIEWED_SECONDS));

  private ViewingHours() {}

  static int publish(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    Field<Long> planKey = SessionChanges.of(VIEWING_HOUR.PLAN_KEY);
    Field<Short> weekday =
        DSL.field("extract(isodow from {0})::smallint", SQLDataType.SMALLINT, SessionChanges.DAY);
    Field<Short> hour = bucharestHour(SessionChanges.of(SESSION_DELTA.SESSION_START));
    return TABLE.addAndPrune(
        dsl,
        dsl.select(
                SessionChanges.MONTH,
                planKey,
                weekday.as(VIEWING_HOUR.WEEKDAY),
                hour.as(VIEWING_HOUR.HOUR),
                of.views().as(VIEWING_HOUR.SESSIONS),
                of.viewedSeconds())
            .from(SessionChanges.TABLE)
            .groupBy(SessionChanges.MONTH, planKey, weekday, hour));
  }
}
