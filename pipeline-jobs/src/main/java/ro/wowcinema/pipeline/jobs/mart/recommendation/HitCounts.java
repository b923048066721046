package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.mart.Tables.KNOWN_TITLE;
import static ro.wowcinema.warehouse.mart.Tables.USER_RECOMMENDATION;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Holds recommendations against what users then watched: hit rate, and normalised discounted
 * cumulative gain (Järvelin and Kekäläinen 2002) of a watched movie counting 1, any other 0.
 */
final class HitCounts {
  private static final Field<Long> USER = USER_RECOMMENDATION.USER_ID;
  private static final Field<String> TITLE = USER_RECOMMENDATION.TITLE_ID;
  private static final Field<Integer> RANK = USER_RECOMMENDATION.RANK;
  private static final Field<Integer> WATCHED = field(name("watched"), SQLDataType.INTEGER);
  private static final Field<Integer> HITS = field(name("hits"), SQLDataType.INTEGER);
  private static final Field<BigDecimal> GAIN = field(name("gain"), SQLDataType.NUMERIC);
  private static final int DECIMALS = 4;

  private final DSLContext dsl;
  private final Table<?> watched;
  private final Table<?> users;
  private final int most;

  /**
   * Of these users.
   *
   * @param watched what they watched: user_id, title_id
   * @param users each of them once: user_id
   */
  HitCounts(DSLContext dsl, Table<?> watched, Table<?> users, int most) {
    this.dsl = dsl;
    this.watched = watched;
    this.users = users;
    this.most = most;
  }

  /** The score of a recommender; zeros where there is no user. */
  RecommenderScore of(String recommender, Table<?> recommended) {
    Table<?> u = perUser(recommended).asTable("u");
    Record4<Integer, BigDecimal, BigDecimal, Integer> sums =
        dsl.select(
                count(),
                coalesce(
                    avg(when(column(u, HITS).gt(0), inline(1)).otherwise(inline(0))),
                    inline(BigDecimal.ZERO)),
                coalesce(
                    avg(column(u, GAIN).div(idealGain(column(u, WATCHED)))),
                    inline(BigDecimal.ZERO)),
                field(select(countDistinct(column(recommended, TITLE))).from(recommended)))
            .from(u)
            .fetchSingle();
    int movies =
        dsl.fetchCount(KNOWN_TITLE, KNOWN_TITLE.IS_MOVIE.isTrue().and(KNOWN_TITLE.IN_CATALOG));
    return new RecommenderScore(
        recommender,
        sums.value1(),
        rounded(sums.value2()),
        rounded(sums.value3()),
        sums.value4(),
        movies == 0
            ? rounded(BigDecimal.ZERO)
            : BigDecimal.valueOf(sums.value4())
                .divide(BigDecimal.valueOf(movies), DECIMALS, RoundingMode.HALF_UP));
  }

  private Select<?> perUser(Table<?> recommended) {
    Field<Integer> rank = column(recommended, RANK);
    return select(
            column(users, USER),
            count(column(watched, TITLE)).as(WATCHED),
            count(rank).as(HITS),
            coalesce(sum(gainAt(rank)), inline(BigDecimal.ZERO)).as(GAIN))
        .from(users)
        .join(watched)
        .on(column(watched, USER).eq(column(users, USER)))
        .leftJoin(recommended)
        .on(column(recommended, USER).eq(column(watched, USER)))
        .and(column(recommended, TITLE).eq(column(watched, TITLE)))
        .groupBy(column(users, USER));
  }

  /** What a user's recommendations could have gained at best. */
  private Field<BigDecimal> idealGain(Field<Integer> movies) {
    Table<?> places =
        DSL.table("generate_series(1, {0})", least(movies, inline(most))).as("places", "place");
    Field<Integer> place = field(name("places", "place"), SQLDataType.INTEGER);
    return field(select(sum(gainAt(place))).from(places));
  }

  private static Field<BigDecimal> gainAt(Field<Integer> rank) {
    return field("1 / log(2, ({0} + 1)::numeric)", SQLDataType.NUMERIC, rank);
  }

  private static BigDecimal rounded(BigDecimal share) {
    return share.setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
