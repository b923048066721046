package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.sum;
import static ro.wowcinema.warehouse.aggregate.Tables.ACTIVE_USERS;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_VIEWING;
import static ro.wowcinema.warehouse.aggregate.Tables.SESSION_DURATION;
import static ro.wowcinema.warehouse.aggregate.Tables.SUBSCRIPTION_CHURN;
import static ro.wowcinema.warehouse.aggregate.Tables.SUBSCRIPTION_SUMMARY;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_ENGAGEMENT;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_COUNT;
import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_DAY;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.CheckScope;
import ro.wowcinema.pipeline.core.quality.Checks;

/**
 * What must hold of the aggregates. Sums that changes were added to are held against what was
 * counted again in the fact, so that a change that went missing, or came twice, is found.
 */
final class AggregateChecks {
  private AggregateChecks() {}

  static List<Check> all() {
    return Stream.of(days(), titles(), genres(), durations(), users(), churn())
        .flatMap(checks -> checks.list().stream())
        .toList();
  }

  private static Checks days() {
    return Checks.of(VIEWING_DAY)
        .within(changedOf(VIEWING_DAY.DAY, SessionChanges.DAY))
        .noRowWhere(
            "sums are not negative",
            isAnyNegative(
                VIEWING_DAY.VIEWS,
                VIEWING_DAY.VIEWED_SECONDS,
                VIEWING_DAY.RATIO_SUM,
                VIEWING_DAY.RATING_SUM))
        .noRowOf("sessions of a day are those of the fact", AggregateChecks::daysUnlikeTheFact);
  }

  private static Select<?> daysUnlikeTheFact(Condition rows) {
    return select(VIEWING_DAY.DAY, ACTIVE_USERS.SESSIONS, sum(VIEWING_DAY.VIEWS))
        .from(VIEWING_DAY)
        .join(ACTIVE_USERS)
        .on(ACTIVE_USERS.PERIOD_TYPE.eq(inline("day")))
        .and(ACTIVE_USERS.PERIOD_START.eq(VIEWING_DAY.DAY))
        .and(ACTIVE_USERS.PLAN_ID.isNull())
        .and(ACTIVE_USERS.REGION_CODE.isNull())
        .where(rows)
        .groupBy(VIEWING_DAY.DAY, ACTIVE_USERS.SESSIONS)
        .having(sum(VIEWING_DAY.VIEWS).ne(ACTIVE_USERS.SESSIONS.cast(BigDecimal.class)));
  }

  private static Checks titles() {
    return Checks.of(TITLE_ENGAGEMENT)
        .within(changedOf(TITLE_ENGAGEMENT.TITLE_ID, SessionChanges.of(TITLE_ENGAGEMENT.TITLE_ID)))
        .noRowWhere(
            "sums are not negative",
            isAnyNegative(
                TITLE_ENGAGEMENT.VIEWS,
                TITLE_ENGAGEMENT.VIEWED_SECONDS,
                TITLE_ENGAGEMENT.RATING_SUM))
        .noRowWhere(
            "parts are not more than views",
            TITLE_ENGAGEMENT
                .RATIO_SESSIONS
                .gt(TITLE_ENGAGEMENT.VIEWS)
                .or(TITLE_ENGAGEMENT.COMPLETED.gt(TITLE_ENGAGEMENT.RATIO_SESSIONS))
                .or(TITLE_ENGAGEMENT.RATINGS.gt(TITLE_ENGAGEMENT.VIEWS))
                .or(TITLE_ENGAGEMENT.REACTIONS.gt(TITLE_ENGAGEMENT.VIEWS)));
  }

  private static Checks genres() {
    return Checks.of(GENRE_VIEWING)
        .within(changedOf(GENRE_VIEWING.MONTH, SessionChanges.MONTH))
        .noRowWhere(
            "sums are not negative",
            isAnyNegative(
                GENRE_VIEWING.VIEWS, GENRE_VIEWING.VIEWED_SECONDS, GENRE_VIEWING.RATIO_SUM))
        .noRowWhere(
            "parts are not more than views",
            GENRE_VIEWING
                .RATIO_SESSIONS
                .gt(GENRE_VIEWING.VIEWS)
                .or(GENRE_VIEWING.COMPLETED.gt(GENRE_VIEWING.RATIO_SESSIONS)));
  }

  private static Checks durations() {
    return Checks.of(SESSION_DURATION)
        .noRowWhere(
            "percentiles are in order",
            SESSION_DURATION
                .P25_MINUTES
                .gt(SESSION_DURATION.MEDIAN_MINUTES)
                .or(SESSION_DURATION.MEDIAN_MINUTES.gt(SESSION_DURATION.P75_MINUTES))
                .or(SESSION_DURATION.P75_MINUTES.gt(SESSION_DURATION.P90_MINUTES)))
        .noRowOf("months add up to the total", rows -> totalUnlikeMonths());
  }

  private static Select<?> totalUnlikeMonths() {
    Condition isTotal = SESSION_DURATION.PERIOD_MONTH.isNull();
    Field<BigDecimal> total = sum(SESSION_DURATION.SESSIONS).filterWhere(isTotal);
    Field<BigDecimal> months =
        DSL.coalesce(
            sum(SESSION_DURATION.SESSIONS)
                .filterWhere(isTotal.not().and(SESSION_DURATION.PLAN_NAME.isNotNull())),
            inline(BigDecimal.ZERO));
    return select(total, months).from(SESSION_DURATION).having(total.isDistinctFrom(months));
  }

  private static Checks users() {
    return Checks.of(USER_COUNT).noRowWhere("users are not negative", USER_COUNT.USERS.lt(0L));
  }

  private static Checks churn() {
    return Checks.of(SUBSCRIPTION_CHURN)
        .noRowWhere(
            "no more churn than there are",
            SUBSCRIPTION_CHURN.CHURNED.gt(SUBSCRIPTION_CHURN.SUBSCRIBERS_AT_START))
        .noRowOf(
            "every segment has all subscribers of the month before",
            rows -> segmentsUnlikeTheSummary());
  }

  /** Joined, because a subquery for each month and segment would read all months each time. */
  private static Select<?> segmentsUnlikeTheSummary() {
    Field<LocalDate> month = SUBSCRIPTION_CHURN.MONTH;
    Field<BigDecimal> atStart = sum(SUBSCRIPTION_CHURN.SUBSCRIBERS_AT_START).as("at_start");
    Table<?> segment =
        select(month, SUBSCRIPTION_CHURN.SEGMENT, atStart)
            .from(SUBSCRIPTION_CHURN)
            .groupBy(month, SUBSCRIPTION_CHURN.SEGMENT)
            .asTable("segment");
    Field<LocalDate> nextMonth =
        DSL.field("({0} + interval '1 month')::date", LocalDate.class, SUBSCRIPTION_SUMMARY.MONTH)
            .as("next_month");
    Field<BigDecimal> atEnd = sum(SUBSCRIPTION_SUMMARY.SUBSCRIBERS_AT_END).as("at_end");
    Table<?> before =
        select(nextMonth, atEnd)
            .from(SUBSCRIPTION_SUMMARY)
            .groupBy(SUBSCRIPTION_SUMMARY.MONTH)
            .asTable("before");
    return select(segment.fields())
        .from(segment)
        .leftJoin(before)
        .on(before.field(nextMonth).eq(segment.field(month)))
        .where(segment.field(atStart).isDistinctFrom(before.field(atEnd)));
  }

  /**
   * Rows of the aggregate that sessions changed. Without the distinct, the planner looks for each
   * row's key among all sessions of a first load, and for a late one through most of them.
   */
  private static <T> CheckScope changedOf(Field<T> key, Field<T> changed) {
    return (dsl, date) -> key.in(selectDistinct(changed).from(SessionChanges.TABLE));
  }

  private static Condition isAnyNegative(Field<?>... sums) {
    return Stream.of(sums)
        .map(sum -> DSL.condition("{0} < 0", sum))
        .reduce(Condition::or)
        .orElse(DSL.falseCondition());
  }
}
