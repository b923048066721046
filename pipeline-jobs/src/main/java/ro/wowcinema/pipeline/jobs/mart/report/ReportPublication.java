package ro.wowcinema.pipeline.jobs.mart.report;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;
import static ro.wowcinema.warehouse.aggregate.Tables.EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.KPI_HISTORY;
import static ro.wowcinema.warehouse.aggregate.Tables.MOVIE_POPULARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_RECOMMENDATION_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_VIEWING_PROFILE_EDITION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_STATUS;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.mart.Tables.SETTING;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_TITLE_RATING;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.jobs.mart.RefusedRowException;
import ro.wowcinema.pipeline.jobs.mart.RowTable;
import ro.wowcinema.pipeline.jobs.mart.recommendation.Editions;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.source.SessionsFile;

/**
 * Updates everything that the reports read from the star, in one transaction: readers see the day
 * before until it commits, and afterwards the whole day in all reports. The jobs that change the
 * star enqueue what they changed, so the cost of a day is bounded by its changes.
 */
public final class ReportPublication implements Job {
  private static final String SESSIONS = PLATFORM + "/%s/" + SessionsFile.SPEC.fileName();

  private static final RowTable PLAN_NAMES = new RowTable(PLAN, List.of(PLAN.PLAN_KEY));

  private final JobSettings settings;

  @Inject
  ReportPublication(JobSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(
            FACT_WATCH_SESSION,
            FACT_SUBSCRIPTION_MONTH,
            FACT_TITLE_RATING,
            DIM_USER,
            DIM_TITLE,
            DIM_PLAN,
            DIM_GENRE,
            BRIDGE_TITLE_GENRE,
            MOVIE_POPULARITY_EDITION,
            TITLE_SIMILARITY_EDITION,
            USER_RECOMMENDATION_EDITION,
            USER_VIEWING_PROFILE_EDITION)
        .writes(
            Stream.concat(
                    Stream.of(AS_OF, SETTING, KPI_HISTORY), AggregateRebuild.AGGREGATES.stream())
                .toArray(Table<?>[]::new))
        .consumes(SESSION_DELTA, CHANGED_USER_STATUS, CHANGED_SUBSCRIPTION_MONTH, EDITION);
  }

  @Override
  public List<Check> checks() {
    return AggregateChecks.all();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Optional<LocalDate> before = AsOfDate.reached(dsl);
    int written = AsOfDate.reach(dsl, context.logicalDate());
    LocalDate asOf = AsOfDate.reached(dsl).orElseThrow();
    written += publishSettings(dsl, settings.smallestGroup());
    if (context.rebuild()) {
      AggregateRebuild.ofReports(dsl);
    }
    written += publishPlanNames(dsl);
    written += publishSessions(dsl, before, asOf);
    written += removeFormerPlans(dsl);
    written += publishSubscribers(dsl, before, asOf);
    written += KpiHistory.publish(dsl, asOf);
    written += Editions.publish(dsl);
    return JobResult.of(dsl.fetchCount(SessionChanges.TABLE), written);
  }

  private static int publishSessions(DSLContext dsl, Optional<LocalDate> before, LocalDate asOf) {
    SessionChanges.consume(dsl, asOf);
    try {
      return ViewingDays.publish(dsl)
          + TitleEngagement.publish(dsl)
          + TitleDays.publish(dsl)
          + TitleDays.rank(dsl)
          + TitleWindows.publish(dsl, before, asOf)
          + GenreViewing.publish(dsl, asOf)
          + SessionDuration.publish(dsl)
          + ActiveUsers.publish(dsl);
    } catch (RefusedRowException e) {
      List<LocalDate> deliveries = SessionChanges.deliveriesOf(dsl, e.key());
      throw deliveries.isEmpty() ? e : e.cameFrom(SESSIONS, deliveries);
    }
  }

  private static int publishSubscribers(
      DSLContext dsl, Optional<LocalDate> before, LocalDate asOf) {
    UserStatus users = new UserStatus(dsl, before, asOf);
    int written = users.publish();
    written += GenreBirthYears.publish(dsl);
    ChangedMonths months = ChangedMonths.consume(dsl);
    written += SubscriptionSummary.publish(dsl, months.months());
    written += SubscriptionSummary.publishShownSegments(dsl);
    months = months.andEntered(before, asOf).and(users.monthsOfOtherUsers());
    return written
        + SubscriptionChurn.publish(dsl, months.andNext(asOf))
        + SubscriberChanges.publish(dsl, months, asOf);
  }

  private static int publishSettings(DSLContext dsl, int smallestGroup) {
    return dsl.insertInto(SETTING, SETTING.SMALLEST_GROUP)
        .values(smallestGroup)
        .onConflict(SETTING.ONLY_ROW)
        .doUpdate()
        .set(SETTING.SMALLEST_GROUP, excluded(SETTING.SMALLEST_GROUP))
        .where(SETTING.SMALLEST_GROUP.isDistinctFrom(excluded(SETTING.SMALLEST_GROUP)))
        .execute();
  }

  private static int publishPlanNames(DSLContext dsl) {
    return PLAN_NAMES.replace(
        dsl,
        falseCondition(),
        dsl.select(
                DIM_PLAN.PLAN_KEY,
                DIM_PLAN.PLAN_ID,
                coalesce(DIM_PLAN.PLAN_NAME, inline("Unknown")).as(PLAN.PLAN_NAME))
            .from(DIM_PLAN));
  }

  /** Once their sessions are removed, which count under the plan of their version. */
  private static int removeFormerPlans(DSLContext dsl) {
    return dsl.deleteFrom(PLAN)
        .where(notExists(selectOne().from(DIM_PLAN).where(DIM_PLAN.PLAN_KEY.eq(PLAN.PLAN_KEY))))
        .execute();
  }
}
