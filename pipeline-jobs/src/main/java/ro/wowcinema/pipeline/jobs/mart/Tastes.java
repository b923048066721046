package ro.wowcinema.pipeline.jobs.mart;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.selectFrom;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_PREFERENCE;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;
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
  private static final List<Field<?>> COLUMNS = List.of(MOVIE_PREFERENCE.fields());
  private static final Field<Integer> PLACE = field(name("place"), SQLDataType.INTEGER);

  /** Works them out as they were at an instant. */
  static Tastes before(DSLContext dsl, Instant instant) {
    Table<?> watched =
        TempTables.create(dsl, "watched_movie", selectFrom(Tables.MOVIE_PREFERENCE(instant)));
    TempIndex.create(dsl, watched, MOVIE_PREFERENCE.USER_ID, MOVIE_PREFERENCE.TITLE_ID);
    Table<?> counted = TempTables.create(dsl, "counted_movie", latest(dsl, watched));
    TempIndex.create(dsl, counted, MOVIE_PREFERENCE.USER_ID);
    return new Tastes(watched, counted);
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
