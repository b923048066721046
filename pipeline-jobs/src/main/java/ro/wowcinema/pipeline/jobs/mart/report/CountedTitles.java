package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.COUNTED_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_GENRE;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Under which genres the sessions of a title version are counted, and under which they should be.
 * Whenever a version's genres change, all its sessions are enqueued again, so it is among these.
 *
 * @param dsl the transaction
 * @param table versions of inserted and deleted sessions, each once
 */
record CountedTitles(DSLContext dsl, Table<?> table) {
  private static final Field<String[]> BEFORE =
      DSL.field(name("genres_before"), COUNTED_TITLE.GENRES.getDataType());

  static CountedTitles among(DSLContext dsl, Table<?> changes) {
    Field<Long> key = column(changes, SESSION_DELTA.TITLE_KEY);
    Table<?> t =
        dsl.select(key, new Measures(changes).views()).from(changes).groupBy(key).asTable("t");
    Field<Long> titleKey = column(t, COUNTED_TITLE.TITLE_KEY);
    return new CountedTitles(
        dsl,
        TempTables.create(
            dsl,
            "change_of_counted_title",
            dsl.select(
                    titleKey,
                    column(t, COUNTED_TITLE.VIEWS),
                    COUNTED_TITLE.GENRES.as(BEFORE),
                    genresOf(titleKey).as(COUNTED_TITLE.GENRES))
                .from(t)
                .leftJoin(COUNTED_TITLE)
                .on(COUNTED_TITLE.TITLE_KEY.eq(titleKey))));
  }

  Field<Long> key() {
    return column(table, COUNTED_TITLE.TITLE_KEY);
  }

  /** Null where none of the version's sessions is counted. */
  Field<String[]> before() {
    return column(table, BEFORE);
  }

  Field<String[]> after() {
    return column(table, COUNTED_TITLE.GENRES);
  }

  Condition isRestated() {
    return before().isNotNull().and(before().ne(after()));
  }

  boolean isAnyRestated() {
    return dsl.fetchExists(table, isRestated());
  }

  /** From now on the sessions are counted under these genres. */
  int remember() {
    Field<Long> views = column(table, COUNTED_TITLE.VIEWS);
    int written =
        dsl.insertInto(
                COUNTED_TITLE, COUNTED_TITLE.TITLE_KEY, COUNTED_TITLE.VIEWS, COUNTED_TITLE.GENRES)
            .select(
                select(key(), views, after())
                    .from(table)
                    .where(views.ne(inline(0L)))
                    .or(isRestated()))
            .onConflict(COUNTED_TITLE.TITLE_KEY)
            .doUpdate()
            .set(COUNTED_TITLE.VIEWS, COUNTED_TITLE.VIEWS.plus(excluded(COUNTED_TITLE.VIEWS)))
            .set(COUNTED_TITLE.GENRES, excluded(COUNTED_TITLE.GENRES))
            .execute();
    return written
        + dsl.deleteFrom(COUNTED_TITLE)
            .using(table)
            .where(COUNTED_TITLE.TITLE_KEY.eq(key()))
            .and(COUNTED_TITLE.VIEWS.eq(inline(0L)))
            .execute();
  }

  private static Field<String[]> genresOf(Field<Long> titleKey) {
    return array(
        select(DIM_GENRE.GENRE_NAME)
            .from(BRIDGE_TITLE_GENRE)
            .join(DIM_GENRE)
            .on(DIM_GENRE.GENRE_KEY.eq(BRIDGE_TITLE_GENRE.GENRE_KEY))
            .where(BRIDGE_TITLE_GENRE.TITLE_KEY.eq(titleKey))
            .orderBy(DIM_GENRE.GENRE_NAME));
  }
}
