package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.selectFrom;
import static ro.wowcinema.warehouse.aggregate.Tables.EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.MOVIE_POPULARITY_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_POPULARITY;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.warehouse.mart.Tables;

/** The catalogue's movies by how much they were watched lately: what is new users' to see. */
public final class PopularMovies implements Job {
  static final WholeEdition EDITIONS =
      new WholeEdition(
          MOVIE_POPULARITY, MOVIE_POPULARITY_EDITION, MOVIE_POPULARITY_EDITION.EDITION);

  @Override
  public Lineage lineage() {
    return Lineage.reads(FACT_WATCH_SESSION, DIM_TITLE)
        .writes(MOVIE_POPULARITY_EDITION)
        .enqueues(EDITION)
        .readsPrevious(AS_OF);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(MOVIE_POPULARITY_EDITION)
        .within(EDITIONS.next())
        .unique(MOVIE_POPULARITY_EDITION.TITLE_ID)
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> fresh = rank(dsl, ReportedDate.endOf(context));
    return JobResult.of(dsl.fetchCount(fresh), EDITIONS.write(dsl, fresh));
  }

  /** A temporary table: rank, title_id, popularity before an instant. */
  static Table<?> rank(DSLContext dsl, Instant before) {
    Table<?> popular =
        TempTables.create(dsl, "popular_movie", selectFrom(Tables.MOVIE_POPULARITY_AT(before)));
    TempIndex.create(dsl, popular, MOVIE_POPULARITY_EDITION.RANK);
    return popular;
  }
}
