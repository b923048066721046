package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.warehouse.aggregate.Tables.ACTIVE_DAY;
import static ro.wowcinema.warehouse.aggregate.Tables.ACTIVE_MONTH;
import static ro.wowcinema.warehouse.aggregate.Tables.COHORT_MONTH;
import static ro.wowcinema.warehouse.aggregate.Tables.COUNTED_TITLE;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_AUDIENCE;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_BIRTH_YEAR;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_VIEWER;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_VIEWING;
import static ro.wowcinema.warehouse.aggregate.Tables.MOVIE_RANKING;
import static ro.wowcinema.warehouse.aggregate.Tables.MRR_MOVEMENT;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN_CHANGE;
import static ro.wowcinema.warehouse.aggregate.Tables.SESSION_DURATION;
import static ro.wowcinema.warehouse.aggregate.Tables.SESSION_LENGTH;
import static ro.wowcinema.warehouse.aggregate.Tables.SESSION_SECONDS;
import static ro.wowcinema.warehouse.aggregate.Tables.SUBSCRIPTION_CHURN;
import static ro.wowcinema.warehouse.aggregate.Tables.SUBSCRIPTION_SUMMARY;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_DAY;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_ENGAGEMENT;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_COUNT;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_MONTH;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_STATUS;
import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_DAY;
import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_HOUR;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_STATUS;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.PlannerStatistics;
import ro.wowcinema.pipeline.jobs.mart.RebuildQueue;

/**
 * Forgets what was maintained from changes, and enqueues the whole star as if it had just been
 * loaded, so that the caller makes all of it from scratch. Readers see what was there before until
 * the caller's transaction commits.
 */
final class AggregateRebuild {
  /** All that reports come from but the as-of date, the configuration and the editions. */
  static final List<Table<?>> AGGREGATES =
      List.of(
          PLAN,
          VIEWING_DAY,
          TITLE_ENGAGEMENT,
          GENRE_VIEWING,
          COUNTED_TITLE,
          VIEWING_HOUR,
          GENRE_VIEWER,
          GENRE_AUDIENCE,
          GENRE_BIRTH_YEAR,
          TITLE_DAY,
          MOVIE_RANKING,
          SESSION_SECONDS,
          SESSION_LENGTH,
          SESSION_DURATION,
          USER_MONTH,
          ACTIVE_MONTH,
          ACTIVE_DAY,
          USER_STATUS,
          USER_COUNT,
          SUBSCRIPTION_SUMMARY,
          SUBSCRIPTION_CHURN,
          MRR_MOVEMENT,
          PLAN_CHANGE,
          COHORT_MONTH);

  private AggregateRebuild() {}

  /** For the job that publishes the reports. */
  static void ofReports(DSLContext dsl) {
    AGGREGATES.forEach(aggregate -> dsl.deleteFrom(aggregate).execute());
    enqueueSessions(dsl);
    RebuildQueue.fill(
        dsl,
        CHANGED_SUBSCRIPTION_MONTH,
        CHANGED_SUBSCRIPTION_MONTH.MONTH,
        dsl.selectDistinct(FACT_SUBSCRIPTION_MONTH.MONTH).from(FACT_SUBSCRIPTION_MONTH));
    RebuildQueue.fill(
        dsl, CHANGED_USER_STATUS, CHANGED_USER_STATUS.USER_ID, RebuildQueue.currentUsers());
  }

  private static void enqueueSessions(DSLContext dsl) {
    List<Field<?>> columns =
        Stream.of(SESSION_DELTA.fields())
            .filter(column -> !column.equals(SESSION_DELTA.SIGN))
            .toList();
    dsl.deleteFrom(SESSION_DELTA).execute();
    dsl.insertInto(SESSION_DELTA)
        .columns(Stream.concat(columns.stream(), Stream.of(SESSION_DELTA.SIGN)).toList())
        .select(
            dsl.select(columns.stream().<Field<?>>map(FACT_WATCH_SESSION::field).toList())
                .select(inline((short) 1))
                .from(FACT_WATCH_SESSION))
        .execute();
    PlannerStatistics.gather(dsl, SESSION_DELTA);
  }
}
