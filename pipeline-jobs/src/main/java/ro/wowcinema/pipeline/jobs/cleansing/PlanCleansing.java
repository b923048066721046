package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PLAN;
import static ro.wowcinema.warehouse.cleansed.Tables.PLAN_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.PLAN_GAP;
import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;
import static ro.wowcinema.warehouse.staging.Tables.PLANS;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.core.load.staging.SourceFiles;
import ro.wowcinema.pipeline.core.scd.SnapshotGaps;
import ro.wowcinema.pipeline.core.scd.SnapshotTable;
import ro.wowcinema.pipeline.jobs.source.PlansFile;
import ro.wowcinema.pipeline.jobs.source.Sources;

/** Plans as they changed from snapshot to snapshot. */
public final class PlanCleansing extends SnapshotCleansing {
  private static final Field<Integer> PLAN_ID = PLANS.PLAN_ID.cast(PLAN_CHANGE.PLAN_ID);

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
                  PLAN_CHANGE.DISCOUNT_PERCENT))
          .withGaps(new SnapshotGaps(PLAN_GAP, PLAN_GAP.PLAN_ID, PLAN_GAP.EFFECTIVE_AT));

  @Inject
  PlanCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, PlansFile.SPEC, PLAN_ID, HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(PLANS).writes(PLAN_CHANGE, PLAN_GAP).enqueues(CHANGED_PLAN);
  }

  @Override
  Select<?> snapshot(JobContext context) {
    return context
        .dsl()
        .select(
            PLAN_ID.as(PLAN_CHANGE.PLAN_ID),
            PLANS.PLAN_NAME,
            PLANS.MONTHLY_PRICE.cast(PLAN_CHANGE.MONTHLY_PRICE).as(PLAN_CHANGE.MONTHLY_PRICE),
            PLANS.CURRENCY_CODE,
            coalesce(
                    PLANS.DISCOUNT_PERCENT.cast(PLAN_CHANGE.DISCOUNT_PERCENT), val(BigDecimal.ZERO))
                .as(PLAN_CHANGE.DISCOUNT_PERCENT))
        .from(PLANS);
  }

  /**
   * Money is never guessed: a plan whose record was refused keeps what it had. Where it cannot be
   * read whose record that is, it may be that of any plan which the file does not have.
   */
  @Override
  void noteGaps(JobContext context) {
    DSLContext dsl = context.dsl();
    Instant at = Sources.startOf(context.logicalDate());
    Field<Integer> refused = QUARANTINE.RECORD_KEY.cast(PLAN_CHANGE.PLAN_ID);
    dsl.deleteFrom(PLAN_GAP).where(PLAN_GAP.EFFECTIVE_AT.eq(at)).execute();
    dsl.insertInto(PLAN_GAP, PLAN_GAP.EFFECTIVE_AT, PLAN_GAP.PLAN_ID)
        .select(
            selectDistinct(val(at), refused)
                .from(QUARANTINE)
                .join(SOURCE_FILE)
                .using(SOURCE_FILE.SOURCE_FILE_ID)
                .where(SourceFiles.isStaged(PlansFile.SPEC, context.logicalDate()))
                .and(notExists(selectOne().from(PLANS).where(PLAN_ID.eq(refused)))))
        .execute();
  }

  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {
    dsl.insertInto(CHANGED_PLAN, CHANGED_PLAN.PLAN_ID)
        .select(dsl.select(column(changed, PLAN_CHANGE.PLAN_ID)).from(changed))
        .execute();
  }
}
