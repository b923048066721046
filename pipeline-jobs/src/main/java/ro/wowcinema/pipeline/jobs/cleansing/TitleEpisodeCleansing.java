package ro.wowcinema.pipeline.jobs.cleansing;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_EPISODE_CHANGE;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_EPISODE;

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
import ro.wowcinema.pipeline.jobs.source.TitleEpisodeFile;

/** Episodes' places in their series as they changed from snapshot to snapshot. */
public final class TitleEpisodeCleansing extends SnapshotCleansing {
  private static final SnapshotTable HISTORY =
      new SnapshotTable(
          TITLE_EPISODE_CHANGE,
          TITLE_EPISODE_CHANGE.TITLE_ID,
          TITLE_EPISODE_CHANGE.EFFECTIVE_AT,
          TITLE_EPISODE_CHANGE.IS_DELETED,
          TITLE_EPISODE_CHANGE.IS_LATEST,
          List.of(
              TITLE_EPISODE_CHANGE.PARENT_TITLE_ID,
              TITLE_EPISODE_CHANGE.SEASON_NUMBER,
              TITLE_EPISODE_CHANGE.EPISODE_NUMBER));

  @Inject
  TitleEpisodeCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, TitleEpisodeFile.SPEC, TITLE_EPISODE.TCONST, HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(TITLE_EPISODE, TITLE_CHANGE)
        .writes(TITLE_EPISODE_CHANGE)
        .enqueues(CHANGED_TITLE);
  }

  @Override
  Select<?> snapshot(JobContext context) {
    return context
        .dsl()
        .select(
            TITLE_EPISODE.TCONST.as(TITLE_EPISODE_CHANGE.TITLE_ID),
            TITLE_EPISODE.PARENT_TCONST.as(TITLE_EPISODE_CHANGE.PARENT_TITLE_ID),
            TITLE_EPISODE
                .SEASON_NUMBER
                .cast(TITLE_EPISODE_CHANGE.SEASON_NUMBER)
                .as(TITLE_EPISODE_CHANGE.SEASON_NUMBER),
            TITLE_EPISODE
                .EPISODE_NUMBER
                .cast(TITLE_EPISODE_CHANGE.EPISODE_NUMBER)
                .as(TITLE_EPISODE_CHANGE.EPISODE_NUMBER))
        .from(TITLE_EPISODE);
  }

  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {
    ChangedTitles.add(
        dsl, dsl.select(column(changed, TITLE_EPISODE_CHANGE.TITLE_ID)).from(changed));
  }

  @Override
  long orphans(JobContext context) {
    return ChangedTitles.orphans(
        context.dsl(), TITLE_EPISODE, TITLE_EPISODE.TCONST, context.logicalDate());
  }
}
