package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.warehouse.cleansed.Tables.CHANGED_SESSION;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_USER_STATUS;
import static ro.wowcinema.warehouse.mart.Tables.ACTIVE_DAY;
import static ro.wowcinema.warehouse.mart.Tables.ACTIVE_MONTH;
import static ro.wowcinema.warehouse.mart.Tables.COUNTED_TITLE;
import static ro.wowcinema.warehouse.mart.Tables.GENRE_VIEWING;
import static ro.wowcinema.warehouse.mart.Tables.PLAN;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_AHEAD;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_DURATION;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_LENGTH;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_MINUTES;
import static ro.wowcinema.warehouse.mart.Tables.SUBSCRIPTION_CHURN;
import static ro.wowcinema.warehouse.mart.Tables.SUBSCRIPTION_SUMMARY;
import static ro.wowcinema.warehouse.mart.Tables.TITLE_ENGAGEMENT;
import static ro.wowcinema.warehouse.mart.Tables.USER_COUNT;
import static ro.wowcinema.warehouse.mart.Tables.USER_MONTH;
import static ro.wowcinema.warehouse.mart.Tables.USER_STATUS;
import static ro.wowcinema.warehouse.mart.Tables.VIEWING_DAY;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.Statistics;
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
          SESSION_MINUTES,
          SESSION_LENGTH,
          SESSION_DURATION,
          SESSION_AHEAD,
          USER_MONTH,
          ACTIVE_MONTH,
          ACTIVE_DAY,
          USER_STATUS,
          USER_COUNT,
          SUBSCRIPTION_SUMMARY,
          SUBSCRIPTION_CHURN);

  private AggregateRebuild() {}

  /** For the job that publishes the reports. */
  static void ofReports(DSLContext dsl) {
    AGGREGATES.forEach(aggregate -> dsl.deleteFrom(aggregate).execute());
    enqueueSessions(dsl);
    RebuildQueue.fill(
        dsl,
        TOUCHED_SUBSCRIPTION_MONTH,
        TOUCHED_SUBSCRIPTION_MONTH.MONTH,
        dsl.selectDistinct(FACT_SUBSCRIPTION_MONTH.MONTH).from(FACT_SUBSCRIPTION_MONTH));
    RebuildQueue.fill(
        dsl, TOUCHED_USER_STATUS, TOUCHED_USER_STATUS.USER_ID, RebuildQueue.currentUsers());
  }

  private static void enqueueSessions(DSLContext dsl) {
    List<Field<?>> columns =
        Stream.of(CHANGED_SESSION.fields())
            .filter(column -> !column.equals(CHANGED_SESSION.SIGN))
            .toList();
    dsl.deleteFrom(CHANGED_SESSION).execute();
    dsl.insertInto(CHANGED_SESSION)
        .columns(Stream.concat(columns.stream(), Stream.of(CHANGED_SESSION.SIGN)).toList())
        .select(
            dsl.select(columns.stream().<Field<?>>map(FACT_WATCH_SESSION::field).toList())
                .select(inline((short) 1))
                .from(FACT_WATCH_SESSION))
        .execute();
    Statistics.gather(dsl, CHANGED_SESSION);
  }
}
