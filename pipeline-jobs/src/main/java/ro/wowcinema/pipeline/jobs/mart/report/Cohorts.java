package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.count;
import static ro.wowcinema.warehouse.aggregate.Tables.COHORT_MONTH;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_STATUS;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/** How many of those who first subscribed in one month were subscribed in another. */
final class Cohorts {
  private static final RowTable TABLE =
      new RowTable(COHORT_MONTH, List.of(COHORT_MONTH.MONTH, COHORT_MONTH.COHORT_MONTH_));

  private Cohorts() {}

  static int publish(DSLContext dsl, Set<LocalDate> months) {
    return TABLE.replace(
        dsl,
        COHORT_MONTH.MONTH.in(months),
        dsl.select(
                USER_STATUS.FIRST_SUBSCRIBED_MONTH.as(COHORT_MONTH.COHORT_MONTH_),
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
            .groupBy(USER_STATUS.FIRST_SUBSCRIBED_MONTH, FACT_SUBSCRIPTION_MONTH.MONTH));
  }
}
