package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.mart.Tables.KNOWN_TITLE;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_PREFERENCE;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.warehouse.mart.Tables;

/**
 * Asks the recommender of the day, set back in time, what users will watch, and holds its answer
 * against what they then watched: each consenting user's movies that they first watched in the days
 * held out, as far as the catalogue has them. Popularity alone is asked the same.
 *
 * <p>It is the very same model as the daily job's, on the same formulas; only the instant differs.
 */
public final class RecommenderEvaluation {
  private final DSLContext dsl;
  private final Holdout holdout;
  private final int most;

  /**
   * An evaluation; it makes temporary tables, so it wants a transaction of its own.
   *
   * @param most recommendations that count, the k of hit rate@k
   */
  public RecommenderEvaluation(DSLContext dsl, Holdout holdout, int most) {
    this.dsl = dsl;
    this.holdout = holdout;
    this.most = most;
  }

  /** The date that reports speak of, if anything is loaded. */
  public static Optional<LocalDate> asOf(DSLContext dsl) {
    return dsl.select(AS_OF.AS_OF_DATE).from(AS_OF).fetchOptional(AS_OF.AS_OF_DATE);
  }

  /** The scores of the recommender and of its baseline; of nobody where nobody watched anything. */
  public List<RecommenderScore> scores() {
    Tastes tastes = Tastes.before(dsl, holdout.start());
    Table<?> watched = TempTables.create(dsl, "held_out", firstWatched(tastes));
    Table<?> users =
        TempTables.create(
            dsl,
            "asked_user",
            dsl.selectDistinct(column(watched, MOVIE_PREFERENCE.USER_ID)).from(watched));
    Table<?> similar = new SimilarityModel(dsl, tastes).create();
    TempIndex.create(dsl, similar, TITLE_SIMILARITY_EDITION.TITLE_ID);
    Table<?> nothing =
        TempTables.create(dsl, "nothing_similar", selectFrom(similar).where(falseCondition()));
    RecommendationModel model =
        new RecommendationModel(dsl, tastes, PopularMovies.rank(dsl, holdout.start()), most);
    HitCounts hits = new HitCounts(dsl, watched, users, most);
    return List.of(
        hits.of("item_item", model.create("by_similarity", users, similar)),
        hits.of("popularity", model.create("by_popularity", users, nothing)));
  }

  private Select<?> firstWatched(Tastes tastes) {
    Table<?> seen = tastes.watched();
    var later = Tables.MOVIE_PREFERENCE(holdout.end()).as("later");
    return dsl.select(later.USER_ID, later.TITLE_ID)
        .from(later)
        .join(KNOWN_TITLE)
        .on(KNOWN_TITLE.TITLE_ID.eq(later.TITLE_ID))
        .and(KNOWN_TITLE.IN_CATALOG)
        .where(
            notExists(
                selectOne()
                    .from(seen)
                    .where(column(seen, MOVIE_PREFERENCE.USER_ID).eq(later.USER_ID))
                    .and(column(seen, MOVIE_PREFERENCE.TITLE_ID).eq(later.TITLE_ID))));
  }
}
