package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.values;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.SUBSCRIPTION_CHURN;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_STATUS;
import static ro.wowcinema.warehouse.mart.Routines.ageBand;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_REGION;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/**
 * Who of those subscribed at a month's start is not at its end, by their attributes at its start:
 * these come from the row of the month before, because users who left exactly between two months
 * have no row in the second.
 */
final class SubscriptionChurn {
  private static final RowTable TABLE =
      new RowTable(
          SUBSCRIPTION_CHURN,
          List.of(SUBSCRIPTION_CHURN.MONTH, SUBSCRIPTION_CHURN.SEGMENT, SUBSCRIPTION_CHURN.VALUE));

  private SubscriptionChurn() {}

  static int publish(DSLContext dsl, Set<LocalDate> months) {
    var start = FACT_SUBSCRIPTION_MONTH.as("at_start");
    var end = FACT_SUBSCRIPTION_MONTH.as("at_end");
    Field<LocalDate> month =
        DSL.field("({0} + interval '1 month')::date", SQLDataType.LOCALDATE, start.MONTH);
    Field<Integer> year = DSL.year(month).cast(SQLDataType.INTEGER);
    Table<?> of =
        lateral(
                values(
                    row(inline("age_band"), ageBand(USER_STATUS.BIRTH_YEAR, year)),
                    row(inline("region"), DIM_REGION.REGION_NAME),
                    row(inline("plan"), PLAN.PLAN_NAME)))
            .as("of", SUBSCRIPTION_CHURN.SEGMENT.getName(), SUBSCRIPTION_CHURN.VALUE.getName());
    Field<String> segment = column(of, SUBSCRIPTION_CHURN.SEGMENT);
    Field<String> value = column(of, SUBSCRIPTION_CHURN.VALUE);
    return TABLE.replace(
        dsl,
        SUBSCRIPTION_CHURN.MONTH.in(months),
        dsl.select(
                month.as(SUBSCRIPTION_CHURN.MONTH),
                segment,
                value,
                count().cast(SQLDataType.BIGINT).as(SUBSCRIPTION_CHURN.SUBSCRIBERS_AT_START),
                count()
                    .filterWhere(end.USER_ID.isNull())
                    .cast(SQLDataType.BIGINT)
                    .as(SUBSCRIPTION_CHURN.CHURNED))
            .from(start)
            .leftJoin(end)
            .on(end.USER_ID.eq(start.USER_ID))
            .and(end.MONTH.eq(month))
            .and(end.MONTH.in(months))
            .and(end.IS_SUBSCRIBED_AT_END)
            .join(USER_STATUS)
            .on(USER_STATUS.USER_ID.eq(start.USER_ID))
            .join(PLAN)
            .on(PLAN.PLAN_KEY.eq(start.PLAN_KEY))
            .join(DIM_REGION)
            .on(DIM_REGION.REGION_CODE.eq(start.REGION_CODE))
            .crossJoin(of)
            .where(start.IS_SUBSCRIBED_AT_END)
            .and(start.MONTH.in(ChangedMonths.before(months)))
            .groupBy(month, segment, value));
  }
}
