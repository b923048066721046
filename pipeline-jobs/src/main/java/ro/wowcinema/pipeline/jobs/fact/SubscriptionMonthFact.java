package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PRICE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIBER;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_STATUS;
import static ro.wowcinema.warehouse.mart.Routines.monthOf;
import static ro.wowcinema.warehouse.mart.Routines.startOf;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_DATE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_REGION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.SUBSCRIPTION_PERIOD;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;

/**
 * What each user was subscribed to in each calendar month, with the plan and price of the last
 * subscribed date, up to the as-of date. The months of affected users that may have changed are
 * recomputed and replaced. The as-of date of the previous run shows how far its rows go: rows of a
 * run that failed before it set that date are recomputed by the next run.
 */
public final class SubscriptionMonthFact implements Job {
  private static final Field<LocalDate> LAST_DATE = SUBSCRIPTION_PERIOD.LAST_DATE;

  @Override
  public Lineage lineage() {
    return Lineage.reads(DIM_USER, DIM_PLAN)
        .writes(FACT_SUBSCRIPTION_MONTH)
        .enqueues(CHANGED_SUBSCRIPTION_MONTH, CHANGED_USER_STATUS)
        .consumes(CHANGED_SUBSCRIBER, CHANGED_PRICE)
        .readsPrevious(AS_OF);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(FACT_SUBSCRIPTION_MONTH)
        .within((dsl, date) -> isAffected())
        .relationship(FACT_SUBSCRIPTION_MONTH.USER_KEY, DIM_USER.USER_KEY)
        .relationship(FACT_SUBSCRIPTION_MONTH.PLAN_KEY, DIM_PLAN.PLAN_KEY)
        .relationship(FACT_SUBSCRIPTION_MONTH.REGION_CODE, DIM_REGION.REGION_CODE)
        .noRowWhere(
            "amounts add up",
            FACT_SUBSCRIPTION_MONTH.GROSS_AMOUNT.ne(
                FACT_SUBSCRIPTION_MONTH.NET_AMOUNT.plus(FACT_SUBSCRIPTION_MONTH.DISCOUNT_AMOUNT)))
        .notNull(FACT_SUBSCRIPTION_MONTH.NET_AMOUNT)
        .warning()
        .list();
  }

  /** What the attempt put in place. */
  private static Condition isAffected() {
    return exists(
        selectOne()
            .from(AffectedSubscribers.TABLE)
            .where(
                FACT_SUBSCRIPTION_MONTH.USER_ID.eq(
                    column(AffectedSubscribers.TABLE, FACT_SUBSCRIPTION_MONTH.USER_ID)))
            .and(
                FACT_SUBSCRIPTION_MONTH.MONTH.ge(
                    column(AffectedSubscribers.TABLE, FACT_SUBSCRIPTION_MONTH.MONTH))));
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Optional<LocalDate> before =
        dsl.select(AS_OF.AS_OF_DATE).from(AS_OF).fetchOptional(AS_OF.AS_OF_DATE);
    LocalDate asOf =
        before.filter(date -> date.isAfter(context.logicalDate())).orElse(context.logicalDate());
    Table<?> affected = new AffectedSubscribers(dsl).consume(before, asOf);
    ChangedSubscriptions changes = new ChangedSubscriptions(dsl, affected);
    int removed = remove(dsl, affected);
    int inserted = insert(dsl, affected, asOf);
    changes.enqueue();
    return JobResult.of(dsl.fetchCount(affected), Math.max(removed, inserted));
  }

  private static int remove(DSLContext dsl, Table<?> affected) {
    return dsl.deleteFrom(FACT_SUBSCRIPTION_MONTH)
        .using(affected)
        .where(
            FACT_SUBSCRIPTION_MONTH.USER_ID.eq(column(affected, FACT_SUBSCRIPTION_MONTH.USER_ID)))
        .and(FACT_SUBSCRIPTION_MONTH.MONTH.ge(column(affected, FACT_SUBSCRIPTION_MONTH.MONTH)))
        .execute();
  }

  private static int insert(DSLContext dsl, Table<?> affected, LocalDate asOf) {
    Table<?> s = subscribedMonths(dsl, affected, asOf);
    Field<Long> userId = column(s, FACT_SUBSCRIPTION_MONTH.USER_ID);
    Field<LocalDate> month = column(s, FACT_SUBSCRIPTION_MONTH.MONTH);
    Field<LocalDate> lastDate = column(s, LAST_DATE);
    Condition isAtEnd = lastDate.eq(least(endOf(month), val(asOf)));
    Condition wasAtEnd = isSubscribedOn(userId, month.minus(1));
    return dsl.insertInto(FACT_SUBSCRIPTION_MONTH)
        .columns(
            FACT_SUBSCRIPTION_MONTH.USER_KEY,
            FACT_SUBSCRIPTION_MONTH.USER_ID,
            FACT_SUBSCRIPTION_MONTH.MONTH,
            FACT_SUBSCRIPTION_MONTH.MONTH_DATE_KEY,
            FACT_SUBSCRIPTION_MONTH.PLAN_KEY,
            FACT_SUBSCRIPTION_MONTH.REGION_CODE,
            FACT_SUBSCRIPTION_MONTH.GROSS_AMOUNT,
            FACT_SUBSCRIPTION_MONTH.DISCOUNT_AMOUNT,
            FACT_SUBSCRIPTION_MONTH.NET_AMOUNT,
            FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE,
            FACT_SUBSCRIPTION_MONTH.IS_SUBSCRIBED_AT_END,
            FACT_SUBSCRIPTION_MONTH.IS_NEW,
            FACT_SUBSCRIPTION_MONTH.IS_CHURNED)
        .select(
            dsl.select(
                    column(s, FACT_SUBSCRIPTION_MONTH.USER_KEY),
                    userId,
                    month,
                    coalesce(DIM_DATE.DATE_KEY, inline(-1)),
                    coalesce(DIM_PLAN.PLAN_KEY, inline(-1L)),
                    column(s, FACT_SUBSCRIPTION_MONTH.REGION_CODE),
                    DIM_PLAN.MONTHLY_PRICE,
                    DIM_PLAN.MONTHLY_PRICE.minus(DIM_PLAN.NET_MONTHLY_PRICE),
                    DIM_PLAN.NET_MONTHLY_PRICE,
                    DIM_PLAN.CURRENCY_CODE,
                    field(isAtEnd),
                    field(isAtEnd.andNot(wasAtEnd)),
                    field(wasAtEnd.andNot(isAtEnd)))
                .from(s)
                .leftJoin(DIM_PLAN)
                .on(DIM_PLAN.PLAN_ID.eq(column(s, DIM_USER.PLAN_ID)))
                .and(isValidAtEndOf(lastDate))
                .leftJoin(DIM_DATE)
                .on(DIM_DATE.CALENDAR_DATE.eq(month)))
        .execute();
  }

  /** Of each affected user and month the version that was subscribed last, and on which date. */
  private static Table<?> subscribedMonths(DSLContext dsl, Table<?> affected, LocalDate asOf) {
    Field<LocalDate> from =
        greatest(
            monthOf(SUBSCRIPTION_PERIOD.FIRST_DATE),
            column(affected, FACT_SUBSCRIPTION_MONTH.MONTH));
    Field<LocalDate> lastDate = least(SUBSCRIPTION_PERIOD.LAST_DATE, val(asOf));
    Table<?> months =
        DSL.table(
                "generate_series({0}::timestamp, {1}::timestamp, interval '1 month')",
                from, lastDate)
            .as("months", "month_start");
    Field<LocalDate> month = column(months, DIM_DATE.MONTH_START).cast(SQLDataType.LOCALDATE);
    Field<LocalDate> lastInMonth = least(lastDate, endOf(month));
    return dsl.select(
            SUBSCRIPTION_PERIOD.USER_KEY,
            SUBSCRIPTION_PERIOD.USER_ID,
            SUBSCRIPTION_PERIOD.PLAN_ID,
            SUBSCRIPTION_PERIOD.REGION_CODE,
            month.as(FACT_SUBSCRIPTION_MONTH.MONTH),
            lastInMonth.as(LAST_DATE))
        .distinctOn(SUBSCRIPTION_PERIOD.USER_ID, month)
        .from(affected)
        .join(SUBSCRIPTION_PERIOD)
        .on(SUBSCRIPTION_PERIOD.USER_ID.eq(column(affected, FACT_SUBSCRIPTION_MONTH.USER_ID)))
        .and(SUBSCRIPTION_PERIOD.FIRST_DATE.le(asOf))
        .crossJoin(DSL.lateral(months))
        .orderBy(SUBSCRIPTION_PERIOD.USER_ID, month, lastInMonth.desc())
        .asTable("s");
  }

  private static Condition isSubscribedOn(Field<Long> userId, Field<LocalDate> date) {
    var period = SUBSCRIPTION_PERIOD.as("period");
    return exists(
        selectOne()
            .from(period)
            .where(period.USER_ID.eq(userId))
            .and(period.FIRST_DATE.le(date))
            .and(period.LAST_DATE.ge(date)));
  }

  private static Condition isValidAtEndOf(Field<LocalDate> date) {
    Field<Instant> end = startOf(date.plus(1));
    return DIM_PLAN.VALID_FROM.lt(end).and(DIM_PLAN.VALID_TO.ge(end));
  }

  private static Field<LocalDate> endOf(Field<LocalDate> month) {
    return DSL.field("({0} + interval '1 month')::date - 1", SQLDataType.LOCALDATE, month);
  }
}
