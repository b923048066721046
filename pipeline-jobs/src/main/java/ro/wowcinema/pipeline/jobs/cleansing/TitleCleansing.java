package ro.wowcinema.pipeline.jobs.cleansing;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_RATING;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_BASICS;

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
import ro.wowcinema.pipeline.jobs.source.TitleBasicsFile;

/** IMDb's titles as they changed from snapshot to snapshot. */
public final class TitleCleansing extends SnapshotCleansing {
  private static final SnapshotTable HISTORY =
      new SnapshotTable(
          TITLE_CHANGE,
          TITLE_CHANGE.TITLE_ID,
          TITLE_CHANGE.EFFECTIVE_AT,
          TITLE_CHANGE.IS_DELETED,
          TITLE_CHANGE.IS_LATEST,
          List.of(
              TITLE_CHANGE.TITLE_TYPE,
              TITLE_CHANGE.TITLE_NAME,
              TITLE_CHANGE.ORIGINAL_TITLE,
              TITLE_CHANGE.IS_ADULT,
              TITLE_CHANGE.START_YEAR,
              TITLE_CHANGE.END_YEAR,
              TITLE_CHANGE.RUNTIME_MINUTES,
              TITLE_CHANGE.GENRES));

  @Inject
  TitleCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, TitleBasicsFile.SPEC, TITLE_BASICS.TCONST, HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(TITLE_BASICS)
        .writes(TITLE_CHANGE)
        .enqueues(CHANGED_TITLE, CHANGED_TITLE_DIRECTOR, CHANGED_TITLE_RATING);
  }

  @Override
  Select<?> snapshot(JobContext context) {
    return context
        .dsl()
        .select(
            TITLE_BASICS.TCONST.as(TITLE_CHANGE.TITLE_ID),
            TITLE_BASICS.TITLE_TYPE.as(TITLE_CHANGE.TITLE_TYPE),
            TITLE_BASICS.PRIMARY_TITLE.as(TITLE_CHANGE.TITLE_NAME),
            TITLE_BASICS.ORIGINAL_TITLE.as(TITLE_CHANGE.ORIGINAL_TITLE),
            TITLE_BASICS.IS_ADULT.eq("1").as(TITLE_CHANGE.IS_ADULT),
            TITLE_BASICS.START_YEAR.cast(TITLE_CHANGE.START_YEAR).as(TITLE_CHANGE.START_YEAR),
            TITLE_BASICS.END_YEAR.cast(TITLE_CHANGE.END_YEAR).as(TITLE_CHANGE.END_YEAR),
            TITLE_BASICS
                .RUNTIME_MINUTES
                .cast(TITLE_CHANGE.RUNTIME_MINUTES)
                .as(TITLE_CHANGE.RUNTIME_MINUTES),
            TITLE_BASICS.GENRES.as(TITLE_CHANGE.GENRES))
        .from(TITLE_BASICS);
  }

  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {
    ChangedTitles.add(dsl, dsl.select(column(changed, TITLE_CHANGE.TITLE_ID)).from(changed));
    // A title that leaves IMDb, or comes back, loses or regains its directors and ratings.
    dsl.insertInto(CHANGED_TITLE_DIRECTOR, CHANGED_TITLE_DIRECTOR.TITLE_ID)
        .select(dsl.select(column(changed, TITLE_CHANGE.TITLE_ID)).from(changed))
        .execute();
    ChangedTitles.addRatings(dsl, changed, column(changed, TITLE_CHANGE.TITLE_ID), since);
  }
}
