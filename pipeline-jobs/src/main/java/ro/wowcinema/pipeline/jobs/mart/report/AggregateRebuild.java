package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.warehouse.aggregate.Tables.EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.KPI_HISTORY;
import static ro.wowcinema.warehouse.aggregate.Tables.MOVIE_POPULARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_RECOMMENDATION_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_VIEWING_PROFILE_EDITION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_STATUS;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.PlannerStatistics;
import ro.wowcinema.pipeline.jobs.mart.RebuildQueue;
import ro.wowcinema.warehouse.aggregate.Aggregate;

/**
 * Forgets what was maintained from changes, and enqueues the whole star as if it had just been
 * loaded, so that the caller makes all of it from scratch. Readers see what was there before until
 * the caller's transaction commits.
 */
final class AggregateRebuild {
  /** Editions have a rebuild of their own; earlier dates of the history cannot be made again. */
  private static final Set<Table<?>> KEPT =
      Set.of(
          EDITION,
          MOVIE_POPULARITY_EDITION,
          TITLE_SIMILARITY_EDITION,
          USER_RECOMMENDATION_EDITION,
          USER_VIEWING_PROFILE_EDITION,
          KPI_HISTORY);

  static final List<Table<?>> AGGREGATES =
      Aggregate.AGGREGATE.getTables().stream()
          .filter(table -> !KEPT.contains(table))
          .<Table<?>>map(table -> table)
          .toList();

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
