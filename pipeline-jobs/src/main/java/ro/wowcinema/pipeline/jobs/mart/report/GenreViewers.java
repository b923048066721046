package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_AUDIENCE;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_VIEWER;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * Who watched which genre, and how many in each county and in all: a user counts with the first
 * session, and no longer where none is left.
 */
final class GenreViewers {
  private static final SumTable USERS =
      new SumTable(
          GENRE_VIEWER,
          List.of(GENRE_VIEWER.USER_ID, GENRE_VIEWER.GENRE, GENRE_VIEWER.REGION_CODE),
          GENRE_VIEWER.VIEWS,
          List.of());
  private static final SumTable TABLE =
      new SumTable(
          GENRE_AUDIENCE,
          List.of(GENRE_AUDIENCE.GENRE, GENRE_AUDIENCE.REGION_CODE),
          GENRE_AUDIENCE.VIEWERS,
          List.of());
  private static final Field<Long> BEFORE = field(name("before"), SQLDataType.BIGINT);

  /** Users, genres and counties with other views than before. */
  static final Table<?> CHANGED = DSL.table(name("changed_genre_viewer"));

  static final Field<Long> MORE = field(name("more"), SQLDataType.BIGINT);

  private GenreViewers() {}

  /**
   * Counts them.
   *
   * @param sessions sessions that were added and removed, once for each genre
   */
  static int publish(DSLContext dsl, Table<?> sessions) {
    Table<?> changed = TempTables.create(dsl, CHANGED.getName(), changes(sessions));
    Table<?> byGenre = ofAllCounties(changed);
    int written =
        TABLE.addAndPrune(
            dsl,
            viewers(changed, column(changed, GENRE_VIEWER.REGION_CODE))
                .unionAll(viewers(byGenre, castNull(GENRE_AUDIENCE.REGION_CODE))));
    return written
        + USERS.addAndPrune(
            dsl,
            select(
                    column(changed, GENRE_VIEWER.USER_ID),
                    column(changed, GENRE_VIEWER.GENRE),
                    column(changed, GENRE_VIEWER.REGION_CODE),
                    column(changed, MORE).as(GENRE_VIEWER.VIEWS))
                .from(changed));
  }

  /** Each user, genre and county whose number of sessions changed, with the one before. */
  private static Select<?> changes(Table<?> sessions) {
    Field<Long> userId = column(sessions, GENRE_VIEWER.USER_ID);
    Field<String> genre = column(sessions, GENRE_VIEWER.GENRE);
    Field<Short> region = column(sessions, GENRE_VIEWER.REGION_CODE);
    Field<Long> more = new Measures(sessions).views().as(MORE);
    Table<?> s =
        select(userId, genre, region, more)
            .from(sessions)
            .groupBy(userId, genre, region)
            .asTable("s");
    return select(
            column(s, GENRE_VIEWER.USER_ID),
            column(s, GENRE_VIEWER.GENRE),
            column(s, GENRE_VIEWER.REGION_CODE),
            column(s, MORE),
            coalesce(GENRE_VIEWER.VIEWS, inline(0L)).as(BEFORE))
        .from(s)
        .leftJoin(GENRE_VIEWER)
        .on(GENRE_VIEWER.USER_ID.eq(column(s, GENRE_VIEWER.USER_ID)))
        .and(GENRE_VIEWER.GENRE.eq(column(s, GENRE_VIEWER.GENRE)))
        .and(GENRE_VIEWER.REGION_CODE.eq(column(s, GENRE_VIEWER.REGION_CODE)))
        .where(column(s, MORE).ne(inline(0L)));
  }

  /** The same of each user and genre, with the sessions of counties in which nothing changed. */
  private static Table<?> ofAllCounties(Table<?> changed) {
    Field<Long> userId = column(changed, GENRE_VIEWER.USER_ID);
    Field<String> genre = column(changed, GENRE_VIEWER.GENRE);
    Field<Long> before =
        coalesce(
            field(
                select(sum(GENRE_VIEWER.VIEWS).cast(SQLDataType.BIGINT))
                    .from(GENRE_VIEWER)
                    .where(GENRE_VIEWER.USER_ID.eq(userId))
                    .and(GENRE_VIEWER.GENRE.eq(genre))),
            inline(0L));
    return select(
            userId,
            genre,
            sum(column(changed, MORE)).cast(SQLDataType.BIGINT).as(MORE),
            before.as(BEFORE))
        .from(changed)
        .groupBy(userId, genre)
        .asTable("by_genre");
  }

  private static Select<Record> viewers(Table<?> changed, Field<Short> region) {
    Field<String> genre = column(changed, GENRE_AUDIENCE.GENRE);
    Field<Long> viewers = Measures.moreWithAny(column(changed, BEFORE), column(changed, MORE));
    List<Field<?>> columns =
        List.of(genre, region.as(GENRE_AUDIENCE.REGION_CODE), viewers.as(GENRE_AUDIENCE.VIEWERS));
    return DSL.select(columns).from(changed).groupBy(genre, region);
  }
}
