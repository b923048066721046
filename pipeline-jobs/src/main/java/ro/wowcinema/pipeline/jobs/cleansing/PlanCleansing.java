package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.cleansed.Tables.PLAN_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_PLAN;
import static ro.wowcinema.warehouse.staging.Tables.PLANS;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.FileStaging;
import ro.wowcinema.pipeline.core.scd.SnapshotTable;
import ro.wowcinema.pipeline.jobs.source.PlansFile;

/** Plans as they changed from snapshot to snapshot. */
public final class PlanCleansing extends SnapshotCleansing {
  private static final SnapshotTable HISTORY =
      new SnapshotTable(
          PLAN_CHANGE,
          PLAN_CHANGE.PLAN_ID,
          PLAN_CHANGE.EFFECTIVE_AT,
          PLAN_CHANGE.IS_DELETED,
          PLAN_CHANGE.IS_LATEST,
          List.of(
              PLAN_CHANGE.PLAN_NAME,
              PLAN_CHANGE.MONTHLY_PRICE,
              PLAN_CHANGE.CURRENCY_CODE,
              PLAN_CHANGE.DISCOUNT_PERCENT));

  @Inject
  PlanCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, PlansFile.SPEC, PLANS.PLAN_ID.cast(PLAN_CHANGE.PLAN_ID), HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(PLANS).writes(PLAN_CHANGE).handsOver(TOUCHED_PLAN);
  }

  @Override
  Select<?> snapshot(DSLContext dsl) {
    return dsl.select(
            PLANS.PLAN_ID.cast(PLAN_CHANGE.PLAN_ID).as(PLAN_CHANGE.PLAN_ID),
            PLANS.PLAN_NAME,
            PLANS.MONTHLY_PRICE.cast(PLAN_CHANGE.MONTHLY_PRICE).as(PLAN_CHANGE.MONTHLY_PRICE),
            PLANS.CURRENCY_CODE,
            coalesce(
                    PLANS.DISCOUNT_PERCENT.cast(PLAN_CHANGE.DISCOUNT_PERCENT), val(BigDecimal.ZERO))
                .as(PLAN_CHANGE.DISCOUNT_PERCENT))
        .from(PLANS);
  }

  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {
    dsl.insertInto(TOUCHED_PLAN, TOUCHED_PLAN.PLAN_ID)
        .select(dsl.select(column(changed, PLAN_CHANGE.PLAN_ID)).from(changed))
        .execute();
  }
}
