package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_WINDOW;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.mart.Tables.RANKING_WINDOW;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * Viewing of each title, plan and county in the windows that end with the as-of date. A window gets
 * what changed in it and loses the days that it leaves behind: what the fact has of them now, which
 * has what changed of them already.
 */
final class TitleWindows {
  private static final SumTable TABLE =
      new SumTable(
          TITLE_WINDOW,
          List.of(
              TITLE_WINDOW.ACTIVITY_WINDOW,
              TITLE_WINDOW.TITLE_ID,
              TITLE_WINDOW.PLAN_ID,
              TITLE_WINDOW.REGION_CODE),
          TITLE_WINDOW.VIEWS,
          List.of(
              TITLE_WINDOW.VIEWED_SECONDS,
              TITLE_WINDOW.COMPLETED,
              TITLE_WINDOW.RATINGS,
              TITLE_WINDOW.RATING_SUM));
  private static final String EVER = "ever";

  private TitleWindows() {}

  static int publish(DSLContext dsl, Optional<LocalDate> before, LocalDate asOf) {
    Select<Record> sessions = changes(EVER, noCondition());
    for (var window : dsl.fetch(RANKING_WINDOW, RANKING_WINDOW.DAYS.isNotNull())) {
      String name = window.get(RANKING_WINDOW.ACTIVITY_WINDOW);
      LocalDate first = asOf.minusDays(window.get(RANKING_WINDOW.DAYS) - 1);
      LocalDate firstBefore = before.orElse(asOf).minusDays(window.get(RANKING_WINDOW.DAYS) - 1);
      sessions = sessions.unionAll(changes(name, SessionChanges.DAY.ge(firstBefore)));
      if (firstBefore.isBefore(first)) {
        sessions = sessions.unionAll(leftBehind(name, FactDays.between(firstBefore, first)));
      }
    }
    Table<?> s = sessions.asTable("s");
    Measures of = new Measures(s);
    List<Field<?>> keys = TempTables.columns(s, TABLE.keys());
    return TABLE.addAndPrune(
        dsl,
        dsl.select(keys)
            .select(of.views(), of.viewedSeconds(), of.completed(), of.ratings(), of.ratingSum())
            .from(s)
            .groupBy(keys));
  }

  private static Select<Record> changes(String window, Condition isInWindow) {
    List<Field<?>> columns =
        List.of(
            inline(window).as(TITLE_WINDOW.ACTIVITY_WINDOW),
            SessionChanges.of(SESSION_DELTA.TITLE_ID),
            SessionChanges.PLAN_ID,
            SessionChanges.of(SESSION_DELTA.REGION_CODE),
            SessionChanges.of(SESSION_DELTA.SIGN),
            SessionChanges.of(SESSION_DELTA.VIEWED_SECONDS),
            SessionChanges.of(SESSION_DELTA.IS_COMPLETED),
            SessionChanges.of(SESSION_DELTA.RATING));
    return DSL.select(columns).from(SessionChanges.TABLE).where(isInWindow);
  }

  private static Select<Record> leftBehind(String window, Condition isOnTheDays) {
    List<Field<?>> columns =
        List.of(
            inline(window).as(TITLE_WINDOW.ACTIVITY_WINDOW),
            FACT_WATCH_SESSION.TITLE_ID,
            PLAN.PLAN_ID,
            FACT_WATCH_SESSION.REGION_CODE,
            inline((short) -1).as(SESSION_DELTA.SIGN),
            FACT_WATCH_SESSION.VIEWED_SECONDS,
            FACT_WATCH_SESSION.IS_COMPLETED,
            FACT_WATCH_SESSION.RATING);
    return DSL.select(columns)
        .from(FACT_WATCH_SESSION)
        .join(PLAN)
        .on(PLAN.PLAN_KEY.eq(FACT_WATCH_SESSION.PLAN_KEY))
        .where(isOnTheDays);
  }
}
