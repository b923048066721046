package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.not;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.scd.TimelineRebuild.EFFECTIVE_AT;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PLAN;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PLAN_VERSION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PRICE;
import static ro.wowcinema.warehouse.cleansed.Tables.PLAN_CHANGE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;

import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.core.scd.Scd2Changes;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;
import ro.wowcinema.pipeline.core.scd.TimelineRebuild;

/** Plans, a version for each change of name, price, currency or discount. */
public final class PlanDimension implements Job {
  private static final Scd2Dimension DIMENSION =
      new Scd2Dimension(
          DIM_PLAN,
          DIM_PLAN.PLAN_KEY,
          DIM_PLAN.PLAN_ID,
          DIM_PLAN.VALID_FROM,
          DIM_PLAN.VALID_TO,
          DIM_PLAN.IS_CURRENT,
          List.of(
              DIM_PLAN.PLAN_NAME,
              DIM_PLAN.MONTHLY_PRICE,
              DIM_PLAN.CURRENCY_CODE,
              DIM_PLAN.DISCOUNT_PERCENT),
          List.of(DIM_PLAN.IS_OFFERED));

  @Override
  public Lineage lineage() {
    return Lineage.reads(PLAN_CHANGE)
        .writes(DIM_PLAN)
        .enqueues(CHANGED_PLAN_VERSION, CHANGED_PRICE)
        .consumes(CHANGED_PLAN);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(DIM_PLAN)
        .within(ChangedKeys.scope(DIM_PLAN.PLAN_ID, CHANGED_PLAN, CHANGED_PLAN.PLAN_ID))
        .timelines(DIMENSION)
        .notNull(DIM_PLAN.PLAN_NAME)
        .notNull(DIM_PLAN.CURRENCY_CODE)
        .noRowWhere("price is not negative", DIM_PLAN.MONTHLY_PRICE.lt(BigDecimal.ZERO))
        .range(DIM_PLAN.DISCOUNT_PERCENT, BigDecimal.ZERO, BigDecimal.valueOf(100))
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> plans = ChangedKeys.consume(dsl, CHANGED_PLAN, CHANGED_PLAN.PLAN_ID);
    Scd2Changes changes = TimelineRebuild.of(dsl, DIMENSION, plans, history(dsl, plans));
    changes.enqueue(
        dsl, CHANGED_PLAN_VERSION, CHANGED_PLAN_VERSION.PLAN_ID, CHANGED_PLAN_VERSION.SINCE);
    changes.enqueue(dsl, CHANGED_PRICE, CHANGED_PRICE.PLAN_ID, CHANGED_PRICE.SINCE);
    return JobResult.of(dsl.fetchCount(plans), changes.rowsWritten());
  }

  /** A plan that left the list keeps its last version. */
  private static Select<?> history(DSLContext dsl, Table<?> plans) {
    var latest = PLAN_CHANGE.as("latest");
    return dsl.select(
            PLAN_CHANGE.PLAN_ID,
            PLAN_CHANGE.EFFECTIVE_AT.as(EFFECTIVE_AT),
            PLAN_CHANGE.PLAN_NAME,
            PLAN_CHANGE.MONTHLY_PRICE,
            PLAN_CHANGE.CURRENCY_CODE,
            PLAN_CHANGE.DISCOUNT_PERCENT,
            not(latest.IS_DELETED).as(DIM_PLAN.IS_OFFERED))
        .from(PLAN_CHANGE)
        .join(plans)
        .on(column(plans, CHANGED_PLAN.PLAN_ID).eq(PLAN_CHANGE.PLAN_ID))
        .join(latest)
        .on(latest.PLAN_ID.eq(PLAN_CHANGE.PLAN_ID))
        .and(latest.IS_LATEST)
        .where(PLAN_CHANGE.IS_DELETED.isFalse());
  }
}
