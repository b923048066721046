package ro.wowcinema.pipeline.jobs.dimension;

import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PROFILE_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_GENRE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_RATING;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_VERSION;
import static ro.wowcinema.warehouse.cleansed.Tables.CATALOG_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_EPISODE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_RATING_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
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
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/**
 * Titles, a version for each change of what IMDb says they are; ratings and the catalogue are
 * overwritten. An inferred member for each title known only from sessions.
 */
public final class TitleDimension implements Job {
  static final Scd2Dimension DIMENSION =
      new Scd2Dimension(
          DIM_TITLE,
          DIM_TITLE.TITLE_KEY,
          DIM_TITLE.TITLE_ID,
          DIM_TITLE.VALID_FROM,
          DIM_TITLE.VALID_TO,
          DIM_TITLE.IS_CURRENT,
          List.of(
              DIM_TITLE.TITLE_NAME,
              DIM_TITLE.ORIGINAL_TITLE,
              DIM_TITLE.TITLE_TYPE,
              DIM_TITLE.IS_ADULT,
              DIM_TITLE.START_YEAR,
              DIM_TITLE.END_YEAR,
              DIM_TITLE.RUNTIME_MINUTES,
              DIM_TITLE.PARENT_TITLE_ID,
              DIM_TITLE.SEASON_NUMBER,
              DIM_TITLE.EPISODE_NUMBER,
              DIM_TITLE.GENRES),
          List.of(
              DIM_TITLE.IMDB_RATING,
              DIM_TITLE.IMDB_VOTES,
              DIM_TITLE.IN_IMDB,
              DIM_TITLE.IS_INFERRED));

  /** Those of today; a new one is worth a look, and no reason to stop. */
  private static final List<String> IMDB_TITLE_TYPES =
      List.of(
          "movie",
          "short",
          "tvEpisode",
          "tvMiniSeries",
          "tvMovie",
          "tvPilot",
          "tvSeries",
          "tvShort",
          "tvSpecial",
          "video",
          "videoGame");

  private final JobSettings settings;

  @Inject
  TitleDimension(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(
            TITLE_CHANGE, TITLE_EPISODE_CHANGE, TITLE_RATING_CHANGE, CATALOG_CHANGE, WATCH_SESSION)
        .writes(DIM_TITLE)
        .enqueues(
            CHANGED_TITLE_GENRE,
            CHANGED_TITLE_DIRECTOR,
            CHANGED_TITLE_VERSION,
            CHANGED_TITLE_RATING,
            CHANGED_PROFILE_TITLE)
        .consumes(CHANGED_TITLE);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(DIM_TITLE)
        .within(ChangedKeys.scope(DIM_TITLE.TITLE_ID, CHANGED_TITLE, CHANGED_TITLE.TITLE_ID))
        .timelines(DIMENSION)
        .range(DIM_TITLE.IMDB_RATING, BigDecimal.ZERO, BigDecimal.TEN)
        .noRowWhere("runtime is not negative", DIM_TITLE.RUNTIME_MINUTES.lt(0))
        .noRowWhere(
            "what is in IMDb is not inferred",
            DIM_TITLE.IN_IMDB.isTrue().and(DIM_TITLE.IS_INFERRED.isTrue()))
        .acceptedValues(DIM_TITLE.TITLE_TYPE, IMDB_TITLE_TYPES)
        .warning()
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> titles = ChangedKeys.consume(dsl, CHANGED_TITLE, CHANGED_TITLE.TITLE_ID);
    Scd2Changes changes =
        TimelineRebuild.of(dsl, DIMENSION, titles, new TitleHistory(dsl, titles).rows());
    changes.enqueue(dsl, CHANGED_TITLE_GENRE, CHANGED_TITLE_GENRE.TITLE_ID);
    changes.enqueue(dsl, CHANGED_TITLE_DIRECTOR, CHANGED_TITLE_DIRECTOR.TITLE_ID);
    changes.enqueue(
        dsl, CHANGED_TITLE_VERSION, CHANGED_TITLE_VERSION.TITLE_ID, CHANGED_TITLE_VERSION.SINCE);
    changes.enqueue(
        dsl, CHANGED_TITLE_RATING, CHANGED_TITLE_RATING.TITLE_ID, CHANGED_TITLE_RATING.SINCE);
    int offered = new Catalog(dsl, settings.catalogSize()).apply();
    return JobResult.of(dsl.fetchCount(titles), changes.rowsWritten() + offered);
  }
}
