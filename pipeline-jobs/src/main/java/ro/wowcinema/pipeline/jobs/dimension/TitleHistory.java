package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.scd.TimelineRebuild.EFFECTIVE_AT;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_EPISODE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_RATING_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_TITLE;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;

/**
 * Everything that touched titles ever were: title.basics and title.episode change on their own, so
 * their timelines are laid over each other. While title.basics does not have a title, nothing else
 * is known of it.
 */
final class TitleHistory {
  private final DSLContext dsl;
  private final Table<?> titles;
  private final Field<String> touchedId;

  /**
   * The history of some titles.
   *
   * @param titles has the touched titles' ids
   */
  TitleHistory(DSLContext dsl, Table<?> titles) {
    this.dsl = dsl;
    this.titles = titles;
    this.touchedId = column(titles, TOUCHED_TITLE.TITLE_ID);
  }

  Select<Record> rows() {
    return published().unionAll(inferred());
  }

  private Select<Record> published() {
    Table<?> t = instants().asTable("t");
    Field<String> id = column(t, TITLE_CHANGE.TITLE_ID);
    Field<Instant> at = column(t, TITLE_CHANGE.EFFECTIVE_AT);
    Table<?> basics = basicsAsOf(id, at);
    Table<?> episode = episodeAsOf(id, at);
    Table<?> latest = latestBasics(id);
    Table<?> rating = latestRating(id);
    Condition isInImdb = column(latest, TITLE_CHANGE.IS_DELETED).isFalse();
    return dsl.select(
            List.of(
                id,
                at.as(EFFECTIVE_AT),
                column(basics, TITLE_CHANGE.TITLE_NAME),
                column(basics, TITLE_CHANGE.ORIGINAL_TITLE),
                column(basics, TITLE_CHANGE.TITLE_TYPE),
                column(basics, TITLE_CHANGE.IS_ADULT),
                column(basics, TITLE_CHANGE.START_YEAR),
                column(basics, TITLE_CHANGE.END_YEAR),
                column(basics, TITLE_CHANGE.RUNTIME_MINUTES),
                column(episode, TITLE_EPISODE_CHANGE.PARENT_TITLE_ID),
                column(episode, TITLE_EPISODE_CHANGE.SEASON_NUMBER),
                column(episode, TITLE_EPISODE_CHANGE.EPISODE_NUMBER),
                column(basics, TITLE_CHANGE.GENRES),
                when(isInImdb, column(rating, TITLE_RATING_CHANGE.IMDB_RATING))
                    .as(DIM_TITLE.IMDB_RATING),
                when(isInImdb, column(rating, TITLE_RATING_CHANGE.IMDB_VOTES))
                    .as(DIM_TITLE.IMDB_VOTES),
                field(isInImdb).as(DIM_TITLE.IN_IMDB),
                inline(false).as(DIM_TITLE.IS_INFERRED)))
        .from(t)
        .join(lateral(basics))
        .on(column(basics, TITLE_CHANGE.IS_DELETED).isFalse())
        .join(lateral(latest))
        .on(trueCondition())
        .leftJoin(lateral(episode))
        .on(column(episode, TITLE_EPISODE_CHANGE.IS_DELETED).isFalse())
        .leftJoin(lateral(rating))
        .on(column(rating, TITLE_RATING_CHANGE.IS_DELETED).isFalse());
  }

  /** Whenever anything of a touched title changed. */
  private Select<?> instants() {
    return dsl.select(TITLE_CHANGE.TITLE_ID, TITLE_CHANGE.EFFECTIVE_AT)
        .from(TITLE_CHANGE)
        .join(titles)
        .on(touchedId.eq(TITLE_CHANGE.TITLE_ID))
        .union(
            dsl.select(TITLE_EPISODE_CHANGE.TITLE_ID, TITLE_EPISODE_CHANGE.EFFECTIVE_AT)
                .from(TITLE_EPISODE_CHANGE)
                .join(titles)
                .on(touchedId.eq(TITLE_EPISODE_CHANGE.TITLE_ID)));
  }

  private Table<?> basicsAsOf(Field<String> id, Field<Instant> at) {
    return dsl.selectFrom(TITLE_CHANGE)
        .where(TITLE_CHANGE.TITLE_ID.eq(id))
        .and(TITLE_CHANGE.EFFECTIVE_AT.le(at))
        .orderBy(TITLE_CHANGE.EFFECTIVE_AT.desc())
        .limit(inline(1))
        .asTable("basics");
  }

  private Table<?> episodeAsOf(Field<String> id, Field<Instant> at) {
    return dsl.selectFrom(TITLE_EPISODE_CHANGE)
        .where(TITLE_EPISODE_CHANGE.TITLE_ID.eq(id))
        .and(TITLE_EPISODE_CHANGE.EFFECTIVE_AT.le(at))
        .orderBy(TITLE_EPISODE_CHANGE.EFFECTIVE_AT.desc())
        .limit(inline(1))
        .asTable("episode");
  }

  private Table<?> latestBasics(Field<String> id) {
    return dsl.selectFrom(TITLE_CHANGE)
        .where(TITLE_CHANGE.TITLE_ID.eq(id))
        .and(TITLE_CHANGE.IS_LATEST)
        .asTable("latest");
  }

  private Table<?> latestRating(Field<String> id) {
    return dsl.selectFrom(TITLE_RATING_CHANGE)
        .where(TITLE_RATING_CHANGE.TITLE_ID.eq(id))
        .and(TITLE_RATING_CHANGE.IS_LATEST)
        .asTable("rating");
  }

  /** Titles that sessions speak of and title.basics never had. */
  private Select<Record> inferred() {
    return dsl.select(
            List.of(
                touchedId,
                val(Scd2Dimension.BEGINNING).as(EFFECTIVE_AT),
                nothing(DIM_TITLE.TITLE_NAME),
                nothing(DIM_TITLE.ORIGINAL_TITLE),
                nothing(DIM_TITLE.TITLE_TYPE),
                nothing(DIM_TITLE.IS_ADULT),
                nothing(DIM_TITLE.START_YEAR),
                nothing(DIM_TITLE.END_YEAR),
                nothing(DIM_TITLE.RUNTIME_MINUTES),
                nothing(DIM_TITLE.PARENT_TITLE_ID),
                nothing(DIM_TITLE.SEASON_NUMBER),
                nothing(DIM_TITLE.EPISODE_NUMBER),
                nothing(DIM_TITLE.GENRES),
                nothing(DIM_TITLE.IMDB_RATING),
                nothing(DIM_TITLE.IMDB_VOTES),
                inline(false).as(DIM_TITLE.IN_IMDB),
                inline(true).as(DIM_TITLE.IS_INFERRED)))
        .from(titles)
        .where(
            notExists(
                selectOne()
                    .from(TITLE_CHANGE)
                    .where(TITLE_CHANGE.TITLE_ID.eq(touchedId))
                    .and(TITLE_CHANGE.IS_DELETED.isFalse())))
        .and(exists(selectOne().from(WATCH_SESSION).where(WATCH_SESSION.TITLE_ID.eq(touchedId))));
  }

  private static <T> Field<T> nothing(Field<T> column) {
    return val((T) null, column).as(column);
  }
}
