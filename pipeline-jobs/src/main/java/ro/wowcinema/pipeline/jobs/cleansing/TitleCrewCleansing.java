package ro.wowcinema.pipeline.jobs.cleansing;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CREW_CHANGE;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_CREW;

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
import ro.wowcinema.pipeline.jobs.source.TitleCrewFile;

/** Titles' directors and writers as they changed from snapshot to snapshot. */
public final class TitleCrewCleansing extends SnapshotCleansing {
  private static final SnapshotTable HISTORY =
      new SnapshotTable(
          TITLE_CREW_CHANGE,
          TITLE_CREW_CHANGE.TITLE_ID,
          TITLE_CREW_CHANGE.EFFECTIVE_AT,
          TITLE_CREW_CHANGE.IS_DELETED,
          TITLE_CREW_CHANGE.IS_LATEST,
          List.of(TITLE_CREW_CHANGE.DIRECTORS, TITLE_CREW_CHANGE.WRITERS));

  @Inject
  TitleCrewCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, TitleCrewFile.SPEC, TITLE_CREW.TCONST, HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(TITLE_CREW, TITLE_CHANGE)
        .writes(TITLE_CREW_CHANGE)
        .enqueues(CHANGED_TITLE_DIRECTOR);
  }

  @Override
  Select<?> snapshot(JobContext context) {
    return context
        .dsl()
        .select(
            TITLE_CREW.TCONST.as(TITLE_CREW_CHANGE.TITLE_ID),
            TITLE_CREW.DIRECTORS.as(TITLE_CREW_CHANGE.DIRECTORS),
            TITLE_CREW.WRITERS.as(TITLE_CREW_CHANGE.WRITERS))
        .from(TITLE_CREW);
  }

  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {
    dsl.insertInto(CHANGED_TITLE_DIRECTOR, CHANGED_TITLE_DIRECTOR.TITLE_ID)
        .select(dsl.select(column(changed, TITLE_CREW_CHANGE.TITLE_ID)).from(changed))
        .execute();
  }

  @Override
  long orphans(JobContext context) {
    return ChangedTitles.orphans(
        context.dsl(), TITLE_CREW, TITLE_CREW.TCONST, context.logicalDate());
  }
}
