package ro.wowcinema.pipeline.jobs.mart.report;

import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_DAY;
import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_HOUR;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.mart.Routines.bucharestHour;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/** Viewing by day, plan version and county, and by the hour at which sessions start. */
final class ViewingDays {
  private static final SumTable TABLE =
      new SumTable(
          VIEWING_DAY,
          List.of(VIEWING_DAY.DAY, VIEWING_DAY.PLAN_KEY, VIEWING_DAY.REGION_CODE),
          VIEWING_DAY.VIEWS,
          List.of(
              VIEWING_DAY.VIEWED_SECONDS,
              VIEWING_DAY.UNOBSERVED,
              VIEWING_DAY.RATIO_SESSIONS,
              VIEWING_DAY.RATIO_SUM,
              VIEWING_DAY.COMPLETED,
              VIEWING_DAY.RATINGS,
              VIEWING_DAY.RATING_SUM));

  private static final SumTable HOURS =
      new SumTable(
          VIEWING_HOUR,
          List.of(
              VIEWING_HOUR.MONTH, VIEWING_HOUR.PLAN_KEY, VIEWING_HOUR.WEEKDAY, VIEWING_HOUR.HOUR),
          VIEWING_HOUR.SESSIONS,
          List.of(VIEWING_HOUR.VIEWED_SECONDS));

  private ViewingDays() {}

  static int publish(DSLContext dsl) {
    return publishDays(dsl) + publishHours(dsl);
  }

  private static int publishDays(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    Field<Long> planKey = SessionChanges.of(VIEWING_DAY.PLAN_KEY);
    Field<Short> regionCode = SessionChanges.of(VIEWING_DAY.REGION_CODE);
    return TABLE.addAndPrune(
        dsl,
        dsl.select(
                SessionChanges.DAY,
                planKey,
                regionCode,
                of.views(),
                of.viewedSeconds(),
                of.unobserved(),
                of.ratioSessions(),
                of.ratioSum(),
                of.completed(),
                of.ratings(),
                of.ratingSum())
            .from(SessionChanges.TABLE)
            .groupBy(SessionChanges.DAY, planKey, regionCode));
  }

  private static int publishHours(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    Field<Long> planKey = SessionChanges.of(VIEWING_HOUR.PLAN_KEY);
    Field<Short> weekday =
        DSL.field("extract(isodow from {0})::smallint", SQLDataType.SMALLINT, SessionChanges.DAY);
    Field<Short> hour = bucharestHour(SessionChanges.of(SESSION_DELTA.SESSION_START));
    return HOURS.addAndPrune(
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
