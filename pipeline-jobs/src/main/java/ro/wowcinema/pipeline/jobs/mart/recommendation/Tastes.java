package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.mart.Tables.CONSENTING_USER;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_PREFERENCE;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;
import ro.wowcinema.warehouse.mart.Tables;

/**
 * What consenting users watched, and how much they liked it, in two temporary tables that have the
 * columns of {@code mart.movie_preference}.
 *
 * @param watched every movie that a user watched
 * @param counted of each user the movies watched last among those liked at all: what a user who
 *     watches day and night adds to the pairs of movies is bounded
 */
record Tastes(Table<?> watched, Table<?> counted) {
  private static final int MOST_MOVIES = 50;
  private static final int WORTH_READING_ALL = 10;
  private static final List<Field<?>> COLUMNS = List.of(MOVIE_PREFERENCE.fields());
  private static final Field<Integer> PLACE = field(name("place"), SQLDataType.INTEGER);

  /** Works them out as they were at an instant. */
  static Tastes before(DSLContext dsl, Instant instant) {
    return of(dsl, selectFrom(Tables.MOVIE_PREFERENCE(instant)));
  }

  /** Computes the current tastes of some users. */
  static Tastes of(DSLContext dsl, Table<?> users) {
    return of(dsl, isMost(dsl, users) ? whole(users) : oneByOne(users));
  }

  private static Tastes of(DSLContext dsl, Select<?> preferences) {
    Table<?> watched = TempTables.create(dsl, "watched_movie", preferences);
    TempIndex.create(dsl, watched, MOVIE_PREFERENCE.USER_ID, MOVIE_PREFERENCE.TITLE_ID);
    Table<?> counted = TempTables.create(dsl, "counted_movie", latest(dsl, watched));
    TempIndex.create(dsl, counted, MOVIE_PREFERENCE.USER_ID);
    return new Tastes(watched, counted);
  }

  /** From some share of users on it is quicker to read everybody's sessions in one go. */
  private static boolean isMost(DSLContext dsl, Table<?> users) {
    return dsl.fetchCount(users) > dsl.fetchCount(CONSENTING_USER) / WORTH_READING_ALL;
  }

  private static Select<?> whole(Table<?> users) {
    var preference = Tables.MOVIE_PREFERENCE(Scd2Dimension.END);
    return selectFrom(preference)
        .where(preference.USER_ID.in(select(column(users, MOVIE_PREFERENCE.USER_ID)).from(users)));
  }

  /** The offset keeps the planner from working everybody's out and joining them with the users. */
  private static Select<?> oneByOne(Table<?> users) {
    var all = Tables.MOVIE_PREFERENCE(Scd2Dimension.END);
    Table<?> own =
        selectFrom(all)
            .where(all.USER_ID.eq(column(users, MOVIE_PREFERENCE.USER_ID)))
            .offset(inline(0))
            .asTable("own");
    return select(TempTables.columns(own, COLUMNS)).from(users).crossJoin(lateral(own));
  }

  private static Select<?> latest(DSLContext dsl, Table<?> watched) {
    Table<?> numbered =
        dsl.select(TempTables.columns(watched, COLUMNS))
            .select(
                rowNumber()
                    .over(
                        partitionBy(column(watched, MOVIE_PREFERENCE.USER_ID))
                            .orderBy(
                                column(watched, MOVIE_PREFERENCE.LAST_SEEN).desc(),
                                column(watched, MOVIE_PREFERENCE.TITLE_ID)))
                    .as(PLACE))
            .from(watched)
            .where(column(watched, MOVIE_PREFERENCE.PREFERENCE).gt(0))
            .asTable("numbered");
    return dsl.select(TempTables.columns(numbered, COLUMNS))
        .from(numbered)
        .where(column(numbered, PLACE).le(inline(MOST_MOVIES)));
  }
}
