package ro.wowcinema.pipeline.jobs.cleansing;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_RATING;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_RATING_CHANGE;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_RATINGS;

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
import ro.wowcinema.pipeline.jobs.source.TitleRatingsFile;

/** IMDb's ratings as they changed from snapshot to snapshot. */
public final class TitleRatingCleansing extends SnapshotCleansing {
  private static final SnapshotTable HISTORY =
      new SnapshotTable(
          TITLE_RATING_CHANGE,
          TITLE_RATING_CHANGE.TITLE_ID,
          TITLE_RATING_CHANGE.EFFECTIVE_AT,
          TITLE_RATING_CHANGE.IS_DELETED,
          TITLE_RATING_CHANGE.IS_LATEST,
          List.of(TITLE_RATING_CHANGE.IMDB_RATING, TITLE_RATING_CHANGE.IMDB_VOTES));

  @Inject
  TitleRatingCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, TitleRatingsFile.SPEC, TITLE_RATINGS.TCONST, HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(TITLE_RATINGS, TITLE_CHANGE)
        .writes(TITLE_RATING_CHANGE)
        .enqueues(CHANGED_TITLE, CHANGED_TITLE_RATING);
  }

  @Override
  Select<?> snapshot(JobContext context) {
    return context
        .dsl()
        .select(
            TITLE_RATINGS.TCONST.as(TITLE_RATING_CHANGE.TITLE_ID),
            TITLE_RATINGS
                .AVERAGE_RATING
                .cast(TITLE_RATING_CHANGE.IMDB_RATING)
                .as(TITLE_RATING_CHANGE.IMDB_RATING),
            TITLE_RATINGS
                .NUM_VOTES
                .cast(TITLE_RATING_CHANGE.IMDB_VOTES)
                .as(TITLE_RATING_CHANGE.IMDB_VOTES))
        .from(TITLE_RATINGS);
  }

  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {
    ChangedTitles.add(dsl, dsl.select(column(changed, TITLE_RATING_CHANGE.TITLE_ID)).from(changed));
    ChangedTitles.addRatings(dsl, changed, column(changed, TITLE_RATING_CHANGE.TITLE_ID), since);
  }

  @Override
  long orphans(JobContext context) {
    return ChangedTitles.orphans(
        context.dsl(), TITLE_RATINGS, TITLE_RATINGS.TCONST, context.logicalDate());
  }
}
