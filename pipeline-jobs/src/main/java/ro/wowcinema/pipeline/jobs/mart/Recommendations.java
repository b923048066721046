package ro.wowcinema.pipeline.jobs.mart;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.mart.Tables.EDITION;
import static ro.wowcinema.warehouse.mart.Tables.KNOWN_TITLE;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_POPULARITY;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_POPULARITY_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_PREFERENCE;
import static ro.wowcinema.warehouse.mart.Tables.TITLE_SIMILARITY;
import static ro.wowcinema.warehouse.mart.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.USER_RECOMMENDATION;
import static ro.wowcinema.warehouse.mart.Tables.USER_RECOMMENDATION_EDITION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;

/**
 * What each consenting user who watched a movie may like next. Who watched none gets the popular
 * movies from the view, and no rows here.
 */
public final class Recommendations implements Job {
  /** What a user sees on one screen. */
  private static final int MOST = 10;

  private static final WholeEdition EDITIONS =
      new WholeEdition(
          USER_RECOMMENDATION, USER_RECOMMENDATION_EDITION, USER_RECOMMENDATION_EDITION.EDITION);

  @Override
  public Lineage lineage() {
    return Lineage.reads(
            FACT_WATCH_SESSION,
            DIM_USER,
            DIM_TITLE,
            MOVIE_POPULARITY_EDITION,
            TITLE_SIMILARITY_EDITION)
        .writes(USER_RECOMMENDATION_EDITION)
        .handsOver(EDITION)
        .recalls(AS_OF);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(USER_RECOMMENDATION_EDITION)
        .within(EDITIONS.next())
        .range(USER_RECOMMENDATION_EDITION.RANK, 1, MOST)
        .unique(USER_RECOMMENDATION_EDITION.USER_ID, USER_RECOMMENDATION_EDITION.TITLE_ID)
        .noRowWhere("is a catalogue movie", isNoCatalogueMovie())
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Tastes tastes = Tastes.before(dsl, ReportedDate.endOf(context));
    Table<?> users =
        TempTables.create(
            dsl,
            "viewer",
            dsl.selectDistinct(column(tastes.watched(), MOVIE_PREFERENCE.USER_ID))
                .from(tastes.watched()));
    Table<?> fresh =
        new RecommendationModel(dsl, tastes, popular(dsl), MOST)
            .create("recommended", users, similar(dsl));
    return JobResult.of(dsl.fetchCount(users), EDITIONS.write(dsl, fresh));
  }

  private static Table<?> popular(DSLContext dsl) {
    Table<?> popular =
        TempTables.create(
            dsl,
            "popular_movie",
            selectFrom(MOVIE_POPULARITY_EDITION)
                .where(MOVIE_POPULARITY_EDITION.EDITION.eq(Editions.next(dsl, MOVIE_POPULARITY))));
    TempIndex.create(dsl, popular, MOVIE_POPULARITY_EDITION.RANK);
    return popular;
  }

  private static Table<?> similar(DSLContext dsl) {
    Table<?> similar =
        TempTables.create(
            dsl,
            "similar_movie",
            selectFrom(TITLE_SIMILARITY_EDITION)
                .where(TITLE_SIMILARITY_EDITION.EDITION.eq(Editions.next(dsl, TITLE_SIMILARITY))));
    TempIndex.create(dsl, similar, TITLE_SIMILARITY_EDITION.TITLE_ID);
    return similar;
  }

  private static Condition isNoCatalogueMovie() {
    return notExists(
        selectOne()
            .from(KNOWN_TITLE)
            .where(KNOWN_TITLE.TITLE_ID.eq(USER_RECOMMENDATION_EDITION.TITLE_ID))
            .and(KNOWN_TITLE.IS_MOVIE)
            .and(KNOWN_TITLE.IN_CATALOG));
  }
}
