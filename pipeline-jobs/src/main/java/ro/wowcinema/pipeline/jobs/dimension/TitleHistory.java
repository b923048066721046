package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.scd.TimelineRebuild.EFFECTIVE_AT;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_EPISODE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_RATING_CHANGE;
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
import org.jooq.WindowSpecification;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;
import ro.wowcinema.warehouse.cleansed.tables.TitleChange;
import ro.wowcinema.warehouse.cleansed.tables.TitleEpisodeChange;
import ro.wowcinema.warehouse.cleansed.tables.TitleRatingChange;

/**
 * Everything that touched titles ever were: title.basics and title.episode change on their own, so
 * their timelines are laid over each other. While title.basics does not have a title, nothing else
 * is known of it.
 */
final class TitleHistory {
  private static final Field<Instant> BASICS_AT = field(name("basics_at"), SQLDataType.INSTANT);
  private static final Field<Instant> EPISODE_AT = field(name("episode_at"), SQLDataType.INSTANT);

  private final DSLContext dsl;
  private final Table<?> titles;
  private final Field<String> changedId;

  /**
   * The history of some titles.
   *
   * @param titles has the touched titles' ids
   */
  TitleHistory(DSLContext dsl, Table<?> titles) {
    this.dsl = dsl;
    this.titles = titles;
    this.changedId = column(titles, CHANGED_TITLE.TITLE_ID);
  }

  Select<Record> rows() {
    return published().unionAll(inferred());
  }

  private Select<Record> published() {
    Table<?> t = instants().asTable("t");
    TitleChange basics = TITLE_CHANGE.as("basics");
    TitleChange latest = TITLE_CHANGE.as("latest");
    TitleEpisodeChange episode = TITLE_EPISODE_CHANGE.as("episode");
    TitleRatingChange rating = TITLE_RATING_CHANGE.as("rating");
    Field<String> id = column(t, TITLE_CHANGE.TITLE_ID);
    Condition isInImdb = latest.IS_DELETED.isFalse();
    return dsl.select(
            List.of(
                id,
                column(t, EFFECTIVE_AT),
                basics.TITLE_NAME,
                basics.ORIGINAL_TITLE,
                basics.TITLE_TYPE,
                basics.IS_ADULT,
                basics.START_YEAR,
                basics.END_YEAR,
                basics.RUNTIME_MINUTES,
                episode.PARENT_TITLE_ID,
                episode.SEASON_NUMBER,
                episode.EPISODE_NUMBER,
                basics.GENRES,
                when(isInImdb, rating.IMDB_RATING).as(DIM_TITLE.IMDB_RATING),
                when(isInImdb, rating.IMDB_VOTES).as(DIM_TITLE.IMDB_VOTES),
                field(isInImdb).as(DIM_TITLE.IN_IMDB),
                inline(false).as(DIM_TITLE.IS_INFERRED)))
        .from(t)
        .join(basics)
        .on(basics.TITLE_ID.eq(id))
        .and(basics.EFFECTIVE_AT.eq(column(t, BASICS_AT)))
        .and(basics.IS_DELETED.isFalse())
        .join(latest)
        .on(latest.TITLE_ID.eq(id))
        .and(latest.IS_LATEST)
        .leftJoin(episode)
        .on(episode.TITLE_ID.eq(id))
        .and(episode.EFFECTIVE_AT.eq(column(t, EPISODE_AT)))
        .and(episode.IS_DELETED.isFalse())
        .leftJoin(rating)
        .on(rating.TITLE_ID.eq(id))
        .and(rating.IS_LATEST)
        .and(rating.IS_DELETED.isFalse());
  }

  /**
   * Whenever anything of a touched title changed, and the changes of both files that hold then.
   * Keys alone are put in order and equality finds the rest, for all of IMDb is more than a look-up
   * an instant could bear.
   */
  private Select<?> instants() {
    Field<Instant> never = val((Instant) null, TITLE_CHANGE.EFFECTIVE_AT);
    Table<?> c =
        dsl.select(
                TITLE_CHANGE.TITLE_ID,
                TITLE_CHANGE.EFFECTIVE_AT,
                TITLE_CHANGE.EFFECTIVE_AT.as(BASICS_AT),
                never.as(EPISODE_AT))
            .from(TITLE_CHANGE)
            .join(titles)
            .on(changedId.eq(TITLE_CHANGE.TITLE_ID))
            .unionAll(
                dsl.select(
                        TITLE_EPISODE_CHANGE.TITLE_ID,
                        TITLE_EPISODE_CHANGE.EFFECTIVE_AT,
                        never,
                        TITLE_EPISODE_CHANGE.EFFECTIVE_AT)
                    .from(TITLE_EPISODE_CHANGE)
                    .join(titles)
                    .on(changedId.eq(TITLE_EPISODE_CHANGE.TITLE_ID)))
            .asTable("c");
    Field<String> id = column(c, TITLE_CHANGE.TITLE_ID);
    Field<Instant> at = column(c, EFFECTIVE_AT);
    WindowSpecification untilThen = partitionBy(id).orderBy(at);
    return dsl.select(
            id,
            at,
            max(max(column(c, BASICS_AT))).over(untilThen).as(BASICS_AT),
            max(max(column(c, EPISODE_AT))).over(untilThen).as(EPISODE_AT))
        .from(c)
        .groupBy(id, at);
  }

  /** Titles that sessions refer to and title.basics never had. */
  private Select<Record> inferred() {
    return dsl.select(
            List.of(
                changedId,
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
                    .where(TITLE_CHANGE.TITLE_ID.eq(changedId))
                    .and(TITLE_CHANGE.IS_DELETED.isFalse())))
        .and(exists(selectOne().from(WATCH_SESSION).where(WATCH_SESSION.TITLE_ID.eq(changedId))));
  }

  private static <T> Field<T> nothing(Field<T> column) {
    return val((T) null, column).as(column);
  }
}
