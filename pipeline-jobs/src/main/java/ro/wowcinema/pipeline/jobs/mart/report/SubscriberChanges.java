package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;
import static ro.wowcinema.warehouse.aggregate.Tables.COHORT_MONTH;
import static ro.wowcinema.warehouse.aggregate.Tables.MRR_MOVEMENT;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN_CHANGE;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_STATUS;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/**
 * What becomes of subscribers from the last date of a month to that of the next: why monthly
 * recurring revenue changed, who changed plan, and how many of a cohort stayed.
 */
final class SubscriberChanges {
  private static final RowTable MOVEMENTS =
      new RowTable(
          MRR_MOVEMENT,
          List.of(
              MRR_MOVEMENT.MONTH,
              MRR_MOVEMENT.PLAN_ID,
              MRR_MOVEMENT.PLAN_NAME,
              MRR_MOVEMENT.CURRENCY_CODE,
              MRR_MOVEMENT.REGION_CODE,
              MRR_MOVEMENT.MOVEMENT));
  private static final RowTable PLAN_CHANGES =
      new RowTable(
          PLAN_CHANGE, List.of(PLAN_CHANGE.MONTH, PLAN_CHANGE.FROM_PLAN, PLAN_CHANGE.TO_PLAN));

  private static final Table<?> TABLE = DSL.table(name("subscriber_change"));
  private static final Field<LocalDate> MONTH = column(TABLE, MRR_MOVEMENT.MONTH);
  private static final Side FROM = new Side("from_");
  private static final Side TO = new Side("to_");
  private static final Field<Boolean> IS_RETURNING =
      field(name(TABLE.getName(), "is_returning"), SQLDataType.BOOLEAN);
  private static final Condition STAYS =
      FROM.of(PLAN.PLAN_NAME).isNotNull().and(TO.of(PLAN.PLAN_NAME).isNotNull());
  private static final Condition KEEPS_CURRENCY =
      FROM.of(FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE)
          .isNotDistinctFrom(TO.of(FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE));

  private static final RowTable COHORTS =
      new RowTable(
          COHORT_MONTH,
          List.of(COHORT_MONTH.MONTH, COHORT_MONTH.COHORT_MONTH_, COHORT_MONTH.PLAN_ID));

  /** The subscription of one end of the month, where there is one. */
  private record Side(String prefix) {
    private static final List<Field<?>> COLUMNS =
        List.of(
            PLAN.PLAN_ID,
            PLAN.PLAN_NAME,
            FACT_SUBSCRIPTION_MONTH.REGION_CODE,
            FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE,
            FACT_SUBSCRIPTION_MONTH.NET_AMOUNT);

    <T> Field<T> of(Field<T> like) {
      return field(name(TABLE.getName(), prefix + like.getName()), like.getDataType());
    }

    List<Field<?>> in(Table<?> subscriptions) {
      return COLUMNS.stream()
          .<Field<?>>map(each -> column(subscriptions, each).as(prefix + each.getName()))
          .toList();
    }
  }

  private SubscriberChanges() {}

  static int publish(DSLContext dsl, ChangedMonths changed, LocalDate asOf) {
    Set<LocalDate> months = changed.andNext(asOf);
    TempTables.create(dsl, TABLE.getName(), changes(dsl, months));
    return publishCohorts(dsl, changed.months())
        + MOVEMENTS.replace(dsl, MRR_MOVEMENT.MONTH.in(months), movements())
        + PLAN_CHANGES.replace(dsl, PLAN_CHANGE.MONTH.in(months), planChanges());
  }

  /** How many of those who first subscribed in one month were subscribed in these. */
  private static int publishCohorts(DSLContext dsl, Set<LocalDate> months) {
    return COHORTS.replace(
        dsl,
        COHORT_MONTH.MONTH.in(months),
        dsl.select(
                USER_STATUS.FIRST_SUBSCRIBED_MONTH.as(COHORT_MONTH.COHORT_MONTH_),
                USER_STATUS.FIRST_PLAN_ID.as(COHORT_MONTH.PLAN_ID),
                FACT_SUBSCRIPTION_MONTH.MONTH,
                count().cast(SQLDataType.BIGINT).as(COHORT_MONTH.USERS),
                count()
                    .filterWhere(FACT_SUBSCRIPTION_MONTH.IS_SUBSCRIBED_AT_END)
                    .cast(SQLDataType.BIGINT)
                    .as(COHORT_MONTH.SUBSCRIBERS_AT_END))
            .from(FACT_SUBSCRIPTION_MONTH)
            .join(USER_STATUS)
            .on(USER_STATUS.USER_ID.eq(FACT_SUBSCRIPTION_MONTH.USER_ID))
            .where(FACT_SUBSCRIPTION_MONTH.MONTH.in(months))
            .groupBy(
                USER_STATUS.FIRST_SUBSCRIBED_MONTH,
                USER_STATUS.FIRST_PLAN_ID,
                FACT_SUBSCRIPTION_MONTH.MONTH));
  }

  /** Everybody subscribed at the start or the end of the months. */
  private static Select<?> changes(DSLContext dsl, Set<LocalDate> months) {
    Table<?> start =
        subscribedAtEnd(dsl, ChangedMonths.before(months), inline(1)).asTable("at_start");
    Table<?> end = subscribedAtEnd(dsl, months, inline(0)).asTable("at_end");
    Field<LocalDate> month =
        coalesce(
            column(start, FACT_SUBSCRIPTION_MONTH.MONTH),
            column(end, FACT_SUBSCRIPTION_MONTH.MONTH));
    Field<Long> userId =
        coalesce(
            column(start, FACT_SUBSCRIPTION_MONTH.USER_ID),
            column(end, FACT_SUBSCRIPTION_MONTH.USER_ID));
    return dsl.select(FROM.in(start))
        .select(TO.in(end))
        .select(
            month.as(MRR_MOVEMENT.MONTH),
            field(USER_STATUS.FIRST_SUBSCRIBED_MONTH.lt(month)).as(IS_RETURNING))
        .from(start)
        .fullJoin(end)
        .on(
            column(end, FACT_SUBSCRIPTION_MONTH.USER_ID)
                .eq(column(start, FACT_SUBSCRIPTION_MONTH.USER_ID)))
        .and(
            column(end, FACT_SUBSCRIPTION_MONTH.MONTH)
                .eq(column(start, FACT_SUBSCRIPTION_MONTH.MONTH)))
        .join(USER_STATUS)
        .on(USER_STATUS.USER_ID.eq(userId));
  }

  /** Subscribers of the last dates of these months, under the month that is so many later. */
  private static Select<?> subscribedAtEnd(
      DSLContext dsl, Set<LocalDate> months, Field<Integer> later) {
    Field<LocalDate> month =
        DSL.field(
            "({0} + {1} * interval '1 month')::date",
            SQLDataType.LOCALDATE, FACT_SUBSCRIPTION_MONTH.MONTH, later);
    return dsl.select(FACT_SUBSCRIPTION_MONTH.USER_ID, month.as(FACT_SUBSCRIPTION_MONTH.MONTH))
        .select(Side.COLUMNS)
        .from(FACT_SUBSCRIPTION_MONTH)
        .join(PLAN)
        .on(PLAN.PLAN_KEY.eq(FACT_SUBSCRIPTION_MONTH.PLAN_KEY))
        .where(FACT_SUBSCRIPTION_MONTH.MONTH.in(months))
        .and(FACT_SUBSCRIPTION_MONTH.IS_SUBSCRIBED_AT_END);
  }

  private static Select<?> movements() {
    Field<BigDecimal> fromNet = FROM.of(FACT_SUBSCRIPTION_MONTH.NET_AMOUNT);
    Field<BigDecimal> toNet = TO.of(FACT_SUBSCRIPTION_MONTH.NET_AMOUNT);
    Condition isNew = FROM.of(PLAN.PLAN_NAME).isNull();
    Field<String> arrival =
        when(isNew.and(IS_RETURNING), inline("reactivation")).otherwise(inline("new"));
    Field<String> step =
        when(toNet.gt(fromNet), inline("expansion")).otherwise(inline("contraction"));
    Table<?> m =
        movement(FROM, inline("churn"), fromNet.neg())
            .where(FROM.of(PLAN.PLAN_NAME).isNotNull())
            .andNot(STAYS.and(KEEPS_CURRENCY))
            .unionAll(
                movement(TO, arrival, toNet)
                    .where(TO.of(PLAN.PLAN_NAME).isNotNull())
                    .andNot(STAYS.and(KEEPS_CURRENCY)))
            .unionAll(
                movement(TO, step, toNet.minus(fromNet))
                    .where(STAYS)
                    .and(KEEPS_CURRENCY)
                    .and(toNet.ne(fromNet)))
            .asTable("m");
    List<Field<?>> keys = columns(m, MOVEMENTS.keys());
    return DSL.select(keys)
        .select(
            count().cast(SQLDataType.BIGINT).as(MRR_MOVEMENT.USERS),
            sum(column(m, MRR_MOVEMENT.MRR_CHANGE)).as(MRR_MOVEMENT.MRR_CHANGE))
        .from(m)
        .groupBy(keys);
  }

  private static SelectJoinStep<Record> movement(
      Side side, Field<String> movement, Field<BigDecimal> change) {
    List<Field<?>> columns =
        List.of(
            MONTH,
            side.of(PLAN.PLAN_ID).as(MRR_MOVEMENT.PLAN_ID),
            side.of(PLAN.PLAN_NAME).as(MRR_MOVEMENT.PLAN_NAME),
            side.of(FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE).as(MRR_MOVEMENT.CURRENCY_CODE),
            side.of(FACT_SUBSCRIPTION_MONTH.REGION_CODE).as(MRR_MOVEMENT.REGION_CODE),
            movement.as(MRR_MOVEMENT.MOVEMENT),
            change.as(MRR_MOVEMENT.MRR_CHANGE));
    return DSL.select(columns).from(TABLE);
  }

  private static Select<?> planChanges() {
    Field<String> from = FROM.of(PLAN.PLAN_NAME);
    Field<String> to = TO.of(PLAN.PLAN_NAME);
    return DSL.select(
            MONTH,
            from.as(PLAN_CHANGE.FROM_PLAN),
            to.as(PLAN_CHANGE.TO_PLAN),
            count().cast(SQLDataType.BIGINT).as(PLAN_CHANGE.USERS))
        .from(TABLE)
        .where(FROM.of(PLAN.PLAN_ID).ne(TO.of(PLAN.PLAN_ID)))
        .groupBy(MONTH, from, to);
  }
}
