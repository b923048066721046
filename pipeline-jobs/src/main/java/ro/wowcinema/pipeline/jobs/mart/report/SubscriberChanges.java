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
import java.util.ArrayList;
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
  private static final Field<String> FROM_PLAN = column(TABLE, PLAN_CHANGE.FROM_PLAN);
  private static final Field<String> TO_PLAN = column(TABLE, PLAN_CHANGE.TO_PLAN);
  private static final Field<String> FROM_CURRENCY = text("from_currency");
  private static final Field<String> TO_CURRENCY = text("to_currency");
  private static final Field<BigDecimal> FROM_NET = amount("from_net");
  private static final Field<BigDecimal> TO_NET = amount("to_net");
  private static final Field<Boolean> IS_RETURNING =
      field(name(TABLE.getName(), "is_returning"), SQLDataType.BOOLEAN);
  private static final Field<Integer> FROM_PLAN_ID =
      field(name(TABLE.getName(), "from_plan_id"), SQLDataType.INTEGER);
  private static final Field<Integer> TO_PLAN_ID =
      field(name(TABLE.getName(), "to_plan_id"), SQLDataType.INTEGER);
  private static final Field<Short> FROM_REGION =
      field(name(TABLE.getName(), "from_region"), SQLDataType.SMALLINT);
  private static final Field<Short> TO_REGION =
      field(name(TABLE.getName(), "to_region"), SQLDataType.SMALLINT);
  private static final Condition STAYS = FROM_PLAN.isNotNull().and(TO_PLAN.isNotNull());
  private static final Condition KEEPS_CURRENCY = FROM_CURRENCY.isNotDistinctFrom(TO_CURRENCY);

  private static final RowTable COHORTS =
      new RowTable(
          COHORT_MONTH,
          List.of(COHORT_MONTH.MONTH, COHORT_MONTH.COHORT_MONTH_, COHORT_MONTH.PLAN_ID));

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
    return dsl.select(
            month.as(MRR_MOVEMENT.MONTH),
            column(start, PLAN.PLAN_ID).as(FROM_PLAN_ID),
            column(end, PLAN.PLAN_ID).as(TO_PLAN_ID),
            column(start, FACT_SUBSCRIPTION_MONTH.REGION_CODE).as(FROM_REGION),
            column(end, FACT_SUBSCRIPTION_MONTH.REGION_CODE).as(TO_REGION),
            column(start, PLAN.PLAN_NAME).as(FROM_PLAN),
            column(end, PLAN.PLAN_NAME).as(TO_PLAN),
            column(start, FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE).as(FROM_CURRENCY),
            column(end, FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE).as(TO_CURRENCY),
            column(start, FACT_SUBSCRIPTION_MONTH.NET_AMOUNT).as(FROM_NET),
            column(end, FACT_SUBSCRIPTION_MONTH.NET_AMOUNT).as(TO_NET),
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
    return dsl.select(
            FACT_SUBSCRIPTION_MONTH.USER_ID,
            month.as(FACT_SUBSCRIPTION_MONTH.MONTH),
            PLAN.PLAN_ID,
            PLAN.PLAN_NAME,
            FACT_SUBSCRIPTION_MONTH.REGION_CODE,
            FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE,
            FACT_SUBSCRIPTION_MONTH.NET_AMOUNT)
        .from(FACT_SUBSCRIPTION_MONTH)
        .join(PLAN)
        .on(PLAN.PLAN_KEY.eq(FACT_SUBSCRIPTION_MONTH.PLAN_KEY))
        .where(FACT_SUBSCRIPTION_MONTH.MONTH.in(months))
        .and(FACT_SUBSCRIPTION_MONTH.IS_SUBSCRIBED_AT_END);
  }

  private static Select<?> movements() {
    Field<String> arrival =
        when(FROM_PLAN.isNull().and(IS_RETURNING), inline("reactivation")).otherwise(inline("new"));
    Field<String> step =
        when(TO_NET.gt(FROM_NET), inline("expansion")).otherwise(inline("contraction"));
    Table<?> m =
        movementAtStart(inline("churn"), FROM_NET.neg())
            .where(FROM_PLAN.isNotNull())
            .andNot(STAYS.and(KEEPS_CURRENCY))
            .unionAll(
                movementAtEnd(arrival, TO_NET)
                    .where(TO_PLAN.isNotNull())
                    .andNot(STAYS.and(KEEPS_CURRENCY)))
            .unionAll(
                movementAtEnd(step, TO_NET.minus(FROM_NET))
                    .where(STAYS)
                    .and(KEEPS_CURRENCY)
                    .and(TO_NET.ne(FROM_NET)))
            .asTable("m");
    List<Field<?>> keys = columns(m, MOVEMENTS.keys());
    return DSL.select(keys)
        .select(
            count().cast(SQLDataType.BIGINT).as(MRR_MOVEMENT.USERS),
            sum(column(m, MRR_MOVEMENT.MRR_CHANGE)).as(MRR_MOVEMENT.MRR_CHANGE))
        .from(m)
        .groupBy(keys);
  }

  private static SelectJoinStep<Record> movementAtStart(
      Field<String> movement, Field<BigDecimal> change) {
    return movement(
        List.of(
            FROM_PLAN_ID.as(MRR_MOVEMENT.PLAN_ID),
            FROM_PLAN.as(MRR_MOVEMENT.PLAN_NAME),
            FROM_CURRENCY.as(MRR_MOVEMENT.CURRENCY_CODE),
            FROM_REGION.as(MRR_MOVEMENT.REGION_CODE)),
        movement,
        change);
  }

  private static SelectJoinStep<Record> movementAtEnd(
      Field<String> movement, Field<BigDecimal> change) {
    return movement(
        List.of(
            TO_PLAN_ID.as(MRR_MOVEMENT.PLAN_ID),
            TO_PLAN.as(MRR_MOVEMENT.PLAN_NAME),
            TO_CURRENCY.as(MRR_MOVEMENT.CURRENCY_CODE),
            TO_REGION.as(MRR_MOVEMENT.REGION_CODE)),
        movement,
        change);
  }

  private static SelectJoinStep<Record> movement(
      List<Field<?>> segment, Field<String> movement, Field<BigDecimal> change) {
    List<Field<?>> columns = new ArrayList<>(List.of(MONTH));
    columns.addAll(segment);
    columns.add(movement.as(MRR_MOVEMENT.MOVEMENT));
    columns.add(change.as(MRR_MOVEMENT.MRR_CHANGE));
    return DSL.select(columns).from(TABLE);
  }

  private static Select<?> planChanges() {
    return DSL.select(
            MONTH, FROM_PLAN, TO_PLAN, count().cast(SQLDataType.BIGINT).as(PLAN_CHANGE.USERS))
        .from(TABLE)
        .where(FROM_PLAN_ID.ne(TO_PLAN_ID))
        .groupBy(MONTH, FROM_PLAN, TO_PLAN);
  }

  private static Field<String> text(String column) {
    return field(name(TABLE.getName(), column), SQLDataType.CLOB);
  }

  private static Field<BigDecimal> amount(String column) {
    return field(name(TABLE.getName(), column), SQLDataType.NUMERIC);
  }
}
