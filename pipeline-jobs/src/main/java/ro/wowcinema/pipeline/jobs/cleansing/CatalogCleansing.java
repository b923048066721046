package ro.wowcinema.pipeline.jobs.cleansing;

import static ro.wowcinema.warehouse.cleansed.Tables.CATALOG_CHANGE;
import static ro.wowcinema.warehouse.staging.Tables.CATALOG;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.core.scd.SnapshotTable;
import ro.wowcinema.pipeline.jobs.source.CatalogFile;

/** The catalogue as it changed from snapshot to snapshot. */
public final class CatalogCleansing extends SnapshotCleansing {
  private static final SnapshotTable HISTORY =
      new SnapshotTable(
          CATALOG_CHANGE,
          CATALOG_CHANGE.TITLE_ID,
          CATALOG_CHANGE.EFFECTIVE_AT,
          CATALOG_CHANGE.IS_DELETED,
          CATALOG_CHANGE.IS_LATEST,
          List.of(CATALOG_CHANGE.AVAILABLE_FROM, CATALOG_CHANGE.AVAILABLE_UNTIL));

  @Inject
  CatalogCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, CatalogFile.SPEC, CATALOG.TITLE_ID, HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(CATALOG).writes(CATALOG_CHANGE);
  }

  @Override
  Select<?> snapshot(JobContext context) {
    return context
        .dsl()
        .select(
            CATALOG.TITLE_ID,
            CATALOG
                .AVAILABLE_FROM
                .cast(CATALOG_CHANGE.AVAILABLE_FROM)
                .as(CATALOG_CHANGE.AVAILABLE_FROM),
            CATALOG
                .AVAILABLE_UNTIL
                .cast(CATALOG_CHANGE.AVAILABLE_UNTIL)
                .as(CATALOG_CHANGE.AVAILABLE_UNTIL))
        .from(CATALOG);
  }

  /** What changed is not about the titles: dim_title takes the whole catalogue over. */
  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {}
}
