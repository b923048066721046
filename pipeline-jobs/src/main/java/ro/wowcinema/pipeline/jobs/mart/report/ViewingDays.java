package ro.wowcinema.pipeline.jobs.mart.report;

import static ro.wowcinema.warehouse.mart.Tables.VIEWING_DAY;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/** Viewing by day and plan version. */
final class ViewingDays {
  private static final SumTable TABLE =
      new SumTable(
          VIEWING_DAY,
          List.of(VIEWING_DAY.DAY, VIEWING_DAY.PLAN_KEY),
          VIEWING_DAY.VIEWS,
          List.of(
              VIEWING_DAY.WATCHED_MINUTES,
              VIEWING_DAY.RATIO_SESSIONS,
              VIEWING_DAY.RATIO_SUM,
              VIEWING_DAY.COMPLETED,
              VIEWING_DAY.RATINGS,
              VIEWING_DAY.RATING_SUM));

  private ViewingDays() {}

  static int publish(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    Field<Long> planKey = SessionChanges.of(VIEWING_DAY.PLAN_KEY);
    return TABLE.addAndPrune(
        dsl,
        dsl.select(
                SessionChanges.DAY,
                planKey,
                of.views(),
                of.watchedMinutes(),
                of.ratioSessions(),
                of.ratioSum(),
                of.completed(),
                of.ratings(),
                of.ratingSum())
            .from(SessionChanges.TABLE)
            .groupBy(SessionChanges.DAY, planKey));
  }
}
