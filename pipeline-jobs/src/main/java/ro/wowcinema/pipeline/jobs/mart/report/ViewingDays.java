package ro.wowcinema.pipeline.jobs.mart.report;

import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_DAY;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/** Viewing by day, plan version and county. */
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

  private ViewingDays() {}

  static int publish(DSLContext dsl) {
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
}
