package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.KNOWN_TITLE;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_PREFERENCE;

import java.math.BigDecimal;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Which movies are liked by the same users: the cosine of two movies' preferences over users
 * (Sarwar et al. 2001), shrunk where few users liked both (Bell and Koren 2007).
 *
 * <p>Preferences are whole numbers, so their sums are the same in whatever order they are added,
 * and what comes of them is the same on every run.
 */
final class SimilarityModel {
  /** Users who liked both; a single user is no evidence. */
  private static final int LEAST_USERS = 2;

  /** Above some hundred, more neighbours only cost time; below, there is little to choose from. */
  private static final int MOST_SIMILAR = 50;

  private static final BigDecimal SHRINKAGE = BigDecimal.valueOf(5);

  private static final Field<String> ONE = TITLE_SIMILARITY_EDITION.TITLE_ID;
  private static final Field<String> OTHER = TITLE_SIMILARITY_EDITION.SIMILAR_TITLE_ID;
  private static final Field<Integer> RANK = TITLE_SIMILARITY_EDITION.RANK;
  private static final Field<BigDecimal> SIMILARITY = TITLE_SIMILARITY_EDITION.SIMILARITY;
  private static final Field<Integer> USERS = field(name("users"), SQLDataType.INTEGER);
  private static final Field<BigDecimal> PRODUCT = field(name("product"), SQLDataType.NUMERIC);
  private static final Field<BigDecimal> SQUARES = field(name("squares"), SQLDataType.NUMERIC);

  private final DSLContext dsl;
  private final Table<?> counted;

  SimilarityModel(DSLContext dsl, Tastes tastes) {
    this.dsl = dsl;
    this.counted = tastes.counted();
  }

  /** A temporary table: title_id, rank, similar_title_id, similarity. */
  Table<?> create() {
    Table<?> pairs = TempTables.create(dsl, "movie_pair", pairs());
    Table<?> lengths = TempTables.create(dsl, "movie_length", lengths());
    Table<?> ranked = ranked(similarities(pairs, lengths));
    return TempTables.create(
        dsl,
        "similar_movie",
        dsl.select(
                column(ranked, ONE),
                column(ranked, RANK),
                column(ranked, OTHER),
                column(ranked, SIMILARITY))
            .from(ranked)
            .where(column(ranked, RANK).le(inline(MOST_SIMILAR))));
  }

  /** Each pair once, the lower title first. */
  private Select<?> pairs() {
    Table<?> a = counted.as("a");
    Table<?> b = counted.as("b");
    Field<String> one = column(a, MOVIE_PREFERENCE.TITLE_ID);
    Field<String> other = column(b, MOVIE_PREFERENCE.TITLE_ID);
    return dsl.select(
            one.as(ONE),
            other.as(OTHER),
            count().as(USERS),
            sum(column(a, MOVIE_PREFERENCE.PREFERENCE)
                    .times(column(b, MOVIE_PREFERENCE.PREFERENCE)))
                .as(PRODUCT))
        .from(a)
        .join(b)
        .on(column(b, MOVIE_PREFERENCE.USER_ID).eq(column(a, MOVIE_PREFERENCE.USER_ID)))
        .and(other.gt(one))
        .groupBy(one, other)
        .having(count().ge(inline(LEAST_USERS)));
  }

  private Select<?> lengths() {
    Field<Integer> preference = column(counted, MOVIE_PREFERENCE.PREFERENCE);
    Field<String> titleId = column(counted, MOVIE_PREFERENCE.TITLE_ID);
    return dsl.select(titleId, sum(preference.times(preference)).as(SQUARES))
        .from(counted)
        .groupBy(titleId);
  }

  /** Both ways, as far as the platform offers the similar movie. */
  private Table<?> similarities(Table<?> pairs, Table<?> lengths) {
    Table<?> both =
        select(column(pairs, ONE), column(pairs, OTHER), column(pairs, USERS), product(pairs))
            .from(pairs)
            .unionAll(
                select(
                        column(pairs, OTHER),
                        column(pairs, ONE),
                        column(pairs, USERS),
                        product(pairs))
                    .from(pairs))
            .asTable("both_ways");
    Table<?> mine = lengths.as("mine");
    Table<?> its = lengths.as("its");
    return dsl.select(
            column(both, ONE),
            column(both, OTHER),
            similarity(
                    product(both),
                    column(mine, SQUARES),
                    column(its, SQUARES),
                    column(both, USERS).cast(SQLDataType.NUMERIC))
                .as(SIMILARITY))
        .from(both)
        .join(mine)
        .on(column(mine, MOVIE_PREFERENCE.TITLE_ID).eq(column(both, ONE)))
        .join(its)
        .on(column(its, MOVIE_PREFERENCE.TITLE_ID).eq(column(both, OTHER)))
        .join(KNOWN_TITLE)
        .on(KNOWN_TITLE.TITLE_ID.eq(column(both, OTHER)))
        .and(KNOWN_TITLE.IN_CATALOG)
        .asTable("similar");
  }

  /** Roots of whole numbers in binary are those of IEEE 754: the same everywhere. */
  private static Field<BigDecimal> similarity(
      Field<BigDecimal> product,
      Field<BigDecimal> mySquares,
      Field<BigDecimal> itsSquares,
      Field<BigDecimal> users) {
    return field(
        "round((({0})::float8 / (sqrt(({1})::float8) * sqrt(({2})::float8)))::numeric * {3} / ({3} + {4}), 6)",
        SQLDataType.NUMERIC, product, mySquares, itsSquares, users, inline(SHRINKAGE));
  }

  private Table<?> ranked(Table<?> similar) {
    return dsl.select(column(similar, ONE), column(similar, OTHER), column(similar, SIMILARITY))
        .select(
            rowNumber()
                .over(
                    partitionBy(column(similar, ONE))
                        .orderBy(column(similar, SIMILARITY).desc(), column(similar, OTHER)))
                .as(RANK))
        .from(similar)
        .where(column(similar, SIMILARITY).gt(inline(BigDecimal.ZERO)))
        .asTable("ranked");
  }

  private static Field<BigDecimal> product(Table<?> table) {
    return column(table, PRODUCT);
  }
}
