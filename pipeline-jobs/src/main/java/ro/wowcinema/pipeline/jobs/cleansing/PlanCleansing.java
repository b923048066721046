package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.cleansed.Tables.PLAN_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_PLAN;
import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;
import static ro.wowcinema.warehouse.staging.Tables.PLANS;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.FileStaging;
import ro.wowcinema.pipeline.core.load.SourceFiles;
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
              PLAN_CHANGE.DISCOUNT_PERCENT));

  @Inject
  PlanCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, PlansFile.SPEC, PLAN_ID, HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(PLANS).writes(PLAN_CHANGE).handsOver(TOUCHED_PLAN);
  }

  @Override
  Select<?> snapshot(JobContext context) {
    return delivered(context.dsl()).unionAll(kept(context));
  }

  private static Select<Record5<Integer, String, BigDecimal, String, BigDecimal>> delivered(
      DSLContext dsl) {
    return dsl.select(
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
  private static Select<Record5<Integer, String, BigDecimal, String, BigDecimal>> kept(
      JobContext context) {
    var before = PLAN_CHANGE.as("before");
    var later = PLAN_CHANGE.as("later");
    Instant at = Sources.startOf(context.logicalDate());
    return context
        .dsl()
        .select(
            before.PLAN_ID,
            before.PLAN_NAME,
            before.MONTHLY_PRICE,
            before.CURRENCY_CODE,
            before.DISCOUNT_PERCENT)
        .from(before)
        .where(before.EFFECTIVE_AT.lt(at))
        .and(before.IS_DELETED.isFalse())
        .and(
            notExists(
                selectOne()
                    .from(later)
                    .where(later.PLAN_ID.eq(before.PLAN_ID))
                    .and(later.EFFECTIVE_AT.gt(before.EFFECTIVE_AT))
                    .and(later.EFFECTIVE_AT.lt(at))))
        .and(notExists(selectOne().from(PLANS).where(PLAN_ID.eq(before.PLAN_ID))))
        .and(
            exists(
                selectOne()
                    .from(QUARANTINE)
                    .join(SOURCE_FILE)
                    .using(SOURCE_FILE.SOURCE_FILE_ID)
                    .where(SourceFiles.isStaged(PlansFile.SPEC, context.logicalDate()))
                    .and(
                        QUARANTINE
                            .RECORD_KEY
                            .cast(PLAN_CHANGE.PLAN_ID)
                            .eq(before.PLAN_ID)
                            .or(QUARANTINE.RECORD_KEY.isNull()))));
  }

  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {
    dsl.insertInto(TOUCHED_PLAN, TOUCHED_PLAN.PLAN_ID)
        .select(dsl.select(column(changed, PLAN_CHANGE.PLAN_ID)).from(changed))
        .execute();
  }
}
