package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.SHOWN_SEGMENT;
import static ro.wowcinema.warehouse.aggregate.Tables.SUBSCRIPTION_SUMMARY;
import static ro.wowcinema.warehouse.mart.Tables.CURRENT_SHOWN_SEGMENT;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/** Revenue and numbers of subscribers; months with changes are summed up again. */
final class SubscriptionSummary {
  private static final RowTable TABLE =
      new RowTable(
          SUBSCRIPTION_SUMMARY,
          List.of(
              SUBSCRIPTION_SUMMARY.MONTH,
              SUBSCRIPTION_SUMMARY.PLAN_ID,
              SUBSCRIPTION_SUMMARY.PLAN_NAME,
              SUBSCRIPTION_SUMMARY.CURRENCY_CODE,
              SUBSCRIPTION_SUMMARY.REGION_CODE));

  private static final RowTable SHOWN_SEGMENTS =
      new RowTable(
          SHOWN_SEGMENT,
          List.of(SHOWN_SEGMENT.MONTH, SHOWN_SEGMENT.PLAN_ID, SHOWN_SEGMENT.REGION_CODE));

  private SubscriptionSummary() {}

  static int publish(DSLContext dsl, Set<LocalDate> months) {
    Field<BigDecimal> recurring =
        coalesce(
            sum(FACT_SUBSCRIPTION_MONTH.NET_AMOUNT)
                .filterWhere(FACT_SUBSCRIPTION_MONTH.IS_SUBSCRIBED_AT_END),
            inline(BigDecimal.ZERO));
    return TABLE.replace(
        dsl,
        SUBSCRIPTION_SUMMARY.MONTH.in(months),
        dsl.select(
                FACT_SUBSCRIPTION_MONTH.MONTH,
                PLAN.PLAN_ID,
                PLAN.PLAN_NAME,
                FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE,
                FACT_SUBSCRIPTION_MONTH.REGION_CODE,
                count().cast(SQLDataType.BIGINT).as(SUBSCRIPTION_SUMMARY.SUBSCRIBERS),
                sum(FACT_SUBSCRIPTION_MONTH.GROSS_AMOUNT).as(SUBSCRIPTION_SUMMARY.GROSS_AMOUNT),
                sum(FACT_SUBSCRIPTION_MONTH.DISCOUNT_AMOUNT)
                    .as(SUBSCRIPTION_SUMMARY.DISCOUNT_AMOUNT),
                sum(FACT_SUBSCRIPTION_MONTH.NET_AMOUNT).as(SUBSCRIPTION_SUMMARY.NET_AMOUNT),
                count()
                    .filterWhere(FACT_SUBSCRIPTION_MONTH.IS_NEW)
                    .cast(SQLDataType.BIGINT)
                    .as(SUBSCRIPTION_SUMMARY.NEW_SUBSCRIBERS),
                count()
                    .filterWhere(FACT_SUBSCRIPTION_MONTH.IS_SUBSCRIBED_AT_END)
                    .cast(SQLDataType.BIGINT)
                    .as(SUBSCRIPTION_SUMMARY.SUBSCRIBERS_AT_END),
                when(FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE.isNotNull(), recurring)
                    .as(SUBSCRIPTION_SUMMARY.MRR_AT_END))
            .from(FACT_SUBSCRIPTION_MONTH)
            .join(PLAN)
            .on(PLAN.PLAN_KEY.eq(FACT_SUBSCRIPTION_MONTH.PLAN_KEY))
            .where(FACT_SUBSCRIPTION_MONTH.MONTH.in(months))
            .groupBy(
                FACT_SUBSCRIPTION_MONTH.MONTH,
                PLAN.PLAN_ID,
                PLAN.PLAN_NAME,
                FACT_SUBSCRIPTION_MONTH.CURRENCY_CODE,
                FACT_SUBSCRIPTION_MONTH.REGION_CODE));
  }

  /**
   * Which counties have enough subscribers for figures of their own, so that no reader computes it.
   */
  static int publishShownSegments(DSLContext dsl) {
    return SHOWN_SEGMENTS.replace(
        dsl,
        trueCondition(),
        dsl.select(CURRENT_SHOWN_SEGMENT.fields()).from(CURRENT_SHOWN_SEGMENT));
  }
}
