package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.all;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.unnest;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.MOVIE_POPULARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_RECOMMENDATION_EDITION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TASTE;
import static ro.wowcinema.warehouse.mart.Tables.KNOWN_TITLE;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_POPULARITY;
import static ro.wowcinema.warehouse.mart.Tables.TITLE_SIMILARITY;
import static ro.wowcinema.warehouse.mart.Tables.USER_RECOMMENDATION;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;

/** Movies that the platform offers today: nothing else is recommended. */
final class OfferedMovies {
  private static final Condition OFFERED =
      KNOWN_TITLE.IS_MOVIE.isTrue().and(KNOWN_TITLE.IN_CATALOG);

  private OfferedMovies() {}

  static Condition isOffered(Field<String> titleId) {
    return exists(selectOne().from(KNOWN_TITLE).where(OFFERED, KNOWN_TITLE.TITLE_ID.eq(titleId)));
  }

  /** How many of these, each found by index. */
  static Field<Integer> among(Field<String[]> titleIds) {
    return field(
        select(count()).from(KNOWN_TITLE).where(OFFERED, KNOWN_TITLE.TITLE_ID.eq(any(titleIds))));
  }

  /** The most popular first: rank, title_id. */
  static Table<?> popular(DSLContext dsl) {
    return selectFrom(MOVIE_POPULARITY_EDITION)
        .where(MOVIE_POPULARITY_EDITION.EDITION.eq(Editions.next(dsl, MOVIE_POPULARITY)))
        .asTable("popular_movie");
  }

  /**
   * Similar movies: title_id, similar_title_id, similarity. Few movies leave the catalogue after
   * the similarities are computed; they are looked up once.
   */
  static Table<?> similar(DSLContext dsl) {
    Condition isLatest = TITLE_SIMILARITY_EDITION.EDITION.eq(Editions.next(dsl, TITLE_SIMILARITY));
    Field<String> titleId = TITLE_SIMILARITY_EDITION.SIMILAR_TITLE_ID;
    Table<?> withdrawn =
        TempTables.create(
            dsl,
            "withdrawn_similar_movie",
            dsl.selectDistinct(titleId)
                .from(TITLE_SIMILARITY_EDITION)
                .where(isLatest)
                .andNot(isOffered(titleId)));
    return selectFrom(TITLE_SIMILARITY_EDITION)
        .where(isLatest)
        .and(titleId.ne(all(array(select(column(withdrawn, titleId)).from(withdrawn)))))
        .asTable("similar_movie");
  }

  /**
   * Enqueues the users with a recommendation of a movie that is no longer offered: one that was
   * offered when the reports were last published, so that it has a popularity, or one that was
   * offered only by a run that failed before it published anything.
   */
  static void enqueueUsersOfWithdrawn(DSLContext dsl) {
    Field<String> titleId = MOVIE_POPULARITY_EDITION.TITLE_ID;
    Table<?> recommended = unnest(USER_RECOMMENDATION_EDITION.TITLE_IDS).as("movie", "title_id");
    Table<?> withdrawn =
        TempTables.create(
            dsl,
            "withdrawn_movie",
            select(titleId)
                .from(MOVIE_POPULARITY_EDITION)
                .where(MOVIE_POPULARITY_EDITION.EDITION.eq(Editions.current(dsl, MOVIE_POPULARITY)))
                .andNot(isOffered(titleId))
                .union(
                    select(column(recommended, titleId))
                        .from(USER_RECOMMENDATION_EDITION, recommended)
                        .where(
                            USER_RECOMMENDATION_EDITION.EDITION.gt(
                                Editions.current(dsl, USER_RECOMMENDATION)))
                        .andNot(isOffered(column(recommended, titleId)))));
    if (dsl.fetchExists(withdrawn)) {
      Field<String[]> titles = array(select(column(withdrawn, titleId)).from(withdrawn));
      dsl.insertInto(CHANGED_TASTE, CHANGED_TASTE.USER_ID)
          .select(
              select(USER_RECOMMENDATION_EDITION.USER_ID)
                  .from(USER_RECOMMENDATION_EDITION)
                  .where(arrayOverlap(USER_RECOMMENDATION_EDITION.TITLE_IDS, titles)))
          .execute();
    }
  }
}
