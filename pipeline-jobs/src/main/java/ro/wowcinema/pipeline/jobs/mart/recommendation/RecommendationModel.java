package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.arrayGet;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.round;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.MOVIE_POPULARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_PREFERENCE;
import static ro.wowcinema.warehouse.mart.Tables.USER_RECOMMENDATION;

import java.math.BigDecimal;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * What users may like, of what they have not watched: movies that are similar to those they liked,
 * each with the sum of preference times similarity (Deshpande and Karypis 2004); where these are
 * too few, popular ones.
 *
 * <p>Users are taken one by one: the similar movies of one user's fit into memory, those of all
 * users would have to be sorted on disk.
 */
final class RecommendationModel {
  private static final Field<Long> USER = USER_RECOMMENDATION.USER_ID;
  private static final Field<Integer> RANK = USER_RECOMMENDATION.RANK;
  private static final Field<String> TITLE = USER_RECOMMENDATION.TITLE_ID;
  private static final Field<BigDecimal> SCORE = USER_RECOMMENDATION.SCORE;
  private static final Field<String> REASON = USER_RECOMMENDATION.REASON_TITLE_ID;
  private static final Field<Integer> RANKED = field(name("ranked"), SQLDataType.INTEGER);

  /** Preferences are in hundredths. */
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final DSLContext dsl;
  private final Tastes tastes;
  private final Table<?> popular;
  private final int most;

  /**
   * A model.
   *
   * @param popular every catalogue movie, with its rank
   * @param most recommendations for a user
   */
  RecommendationModel(DSLContext dsl, Tastes tastes, Table<?> popular, int most) {
    this.dsl = dsl;
    this.tastes = tastes;
    this.popular = popular;
    this.most = most;
  }

  /**
   * A temporary table: user_id, rank, title_id, score, reason_title_id.
   *
   * @param table its name
   * @param users who shall have recommendations: a table with user_id
   * @param similar which movies are similar: title_id, similar_title_id, similarity
   */
  Table<?> create(String table, Table<?> users, Table<?> similar) {
    Table<?> personal = TempTables.create(dsl, table + "_personal", personal(users, similar));
    TempIndex.create(dsl, personal, USER);
    return TempTables.create(
        dsl,
        table,
        dsl.select(TempTables.columns(personal, List.of(USER, RANK, TITLE, SCORE, REASON)))
            .from(personal)
            .unionAll(filling(users, personal)));
  }

  private Select<?> personal(Table<?> users, Table<?> similar) {
    Table<?> best = similarTo(column(users, USER), similar).asTable("best");
    return dsl.select(
            column(users, USER),
            column(best, RANK),
            column(best, TITLE),
            column(best, SCORE),
            column(best, REASON))
        .from(users)
        .crossJoin(lateral(best));
  }

  private Select<?> similarTo(Field<Long> user, Table<?> similar) {
    Table<?> liked = tastes.counted();
    Field<String> title = column(similar, TITLE_SIMILARITY_EDITION.SIMILAR_TITLE_ID);
    Field<BigDecimal> part =
        column(liked, MOVIE_PREFERENCE.PREFERENCE)
            .cast(SQLDataType.NUMERIC)
            .times(column(similar, TITLE_SIMILARITY_EDITION.SIMILARITY));
    Field<BigDecimal> score = round(sum(part).div(inline(HUNDRED)), 6);
    Field<String> strongest =
        arrayGet(
            arrayAgg(column(liked, MOVIE_PREFERENCE.TITLE_ID))
                .orderBy(part.desc(), column(liked, MOVIE_PREFERENCE.TITLE_ID)),
            inline(1));
    return select(
            rowNumber().over().orderBy(score.desc(), title).as(RANK),
            title.as(TITLE),
            score.as(SCORE),
            strongest.as(REASON))
        .from(liked)
        .join(similar)
        .on(
            column(similar, TITLE_SIMILARITY_EDITION.TITLE_ID)
                .eq(column(liked, MOVIE_PREFERENCE.TITLE_ID)))
        .where(column(liked, MOVIE_PREFERENCE.USER_ID).eq(user))
        .and(isUnseen(user, title))
        .groupBy(title)
        .having(score.gt(inline(BigDecimal.ZERO)))
        .orderBy(score.desc(), title)
        .limit(inline(most));
  }

  /** Popular movies behind the personal ones, as many as are missing. */
  private Select<?> filling(Table<?> users, Table<?> personal) {
    Field<Long> userId = column(users, USER);
    Table<?> lacking =
        select(userId, count(column(personal, TITLE)).as(RANKED))
            .from(users)
            .leftJoin(personal)
            .on(column(personal, USER).eq(userId))
            .groupBy(userId)
            .having(count(column(personal, TITLE)).lt(inline(most)))
            .asTable("lacking");
    Table<?> added = mostPopular(column(lacking, USER), personal).asTable("added");
    Field<Integer> rank = column(lacking, RANKED).plus(column(added, RANK));
    return select(
            column(lacking, USER),
            rank,
            column(added, TITLE),
            inline(BigDecimal.ZERO),
            castNull(REASON))
        .from(lacking)
        .crossJoin(lateral(added))
        .where(rank.le(inline(most)));
  }

  private Select<?> mostPopular(Field<Long> user, Table<?> personal) {
    Field<Integer> rank = column(popular, MOVIE_POPULARITY_EDITION.RANK);
    Field<String> title = column(popular, MOVIE_POPULARITY_EDITION.TITLE_ID);
    return select(rowNumber().over().orderBy(rank).as(RANK), title.as(TITLE))
        .from(popular)
        .where(isUnseen(user, title))
        .and(
            notExists(
                selectOne()
                    .from(personal)
                    .where(column(personal, USER).eq(user))
                    .and(column(personal, TITLE).eq(title))))
        .orderBy(rank)
        .limit(inline(most));
  }

  private Condition isUnseen(Field<Long> user, Field<String> title) {
    Table<?> seen = tastes.watched();
    return notExists(
        selectOne()
            .from(seen)
            .where(column(seen, MOVIE_PREFERENCE.USER_ID).eq(user))
            .and(column(seen, MOVIE_PREFERENCE.TITLE_ID).eq(title)));
  }
}
