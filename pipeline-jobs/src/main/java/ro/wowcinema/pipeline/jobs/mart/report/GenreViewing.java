package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;
import static ro.wowcinema.pipeline.jobs.source.Sources.startOf;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_VIEWING;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_WEEK;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.mart.Routines.monthOf;
import static ro.wowcinema.warehouse.mart.Routines.weekOf;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * Viewing by genre. A session counts for the genres of its title version, which a restatement may
 * change in place: then the version's sessions leave under the genres they were counted with. What
 * they were is what the fact has now, less what came and went since.
 */
final class GenreViewing {
  private static final SumTable TABLE =
      new SumTable(
          GENRE_VIEWING,
          List.of(
              GENRE_VIEWING.MONTH,
              GENRE_VIEWING.REGION_CODE,
              GENRE_VIEWING.PLAN_KEY,
              GENRE_VIEWING.GENRE),
          GENRE_VIEWING.VIEWS,
          List.of(
              GENRE_VIEWING.VIEWED_SECONDS,
              GENRE_VIEWING.RATIO_SESSIONS,
              GENRE_VIEWING.RATIO_SUM,
              GENRE_VIEWING.COMPLETED,
              GENRE_VIEWING.RATINGS,
              GENRE_VIEWING.RATING_SUM));

  private static final SumTable WEEKS =
      new SumTable(
          GENRE_WEEK,
          List.of(GENRE_WEEK.WEEK, GENRE_WEEK.REGION_CODE, GENRE_WEEK.PLAN_ID, GENRE_WEEK.GENRE),
          GENRE_WEEK.VIEWS,
          List.of(
              GENRE_WEEK.VIEWED_SECONDS,
              GENRE_WEEK.RATIO_SESSIONS,
              GENRE_WEEK.RATIO_SUM,
              GENRE_WEEK.COMPLETED,
              GENRE_WEEK.RATINGS,
              GENRE_WEEK.RATING_SUM));

  private final DSLContext dsl;
  private final Instant end;
  private final CountedTitles titles;

  private GenreViewing(DSLContext dsl, LocalDate asOf) {
    this.dsl = dsl;
    this.end = startOf(asOf.plusDays(1));
    this.titles = CountedTitles.among(dsl, SessionChanges.TABLE);
  }

  static int publish(DSLContext dsl, LocalDate asOf) {
    GenreViewing viewing = new GenreViewing(dsl, asOf);
    Select<Record> rows = viewing.changes();
    if (viewing.titles.isAnyRestated()) {
      rows = rows.unionAll(viewing.restated());
    }
    Table<?> sessions = TempTables.create(dsl, "genre_session", rows);
    return TABLE.addAndPrune(dsl, viewing.sums(sessions, TABLE))
        + WEEKS.addAndPrune(dsl, viewing.sums(sessions, WEEKS))
        + GenreViewers.publish(dsl, sessions)
        + viewing.titles.remember();
  }

  private Select<?> sums(Table<?> rows, SumTable groups) {
    Measures of = new Measures(rows);
    List<Field<?>> columns = columns(rows, groups.keys());
    List<Field<?>> keys = List.copyOf(columns);
    columns.addAll(
        List.of(
            of.views(),
            of.viewedSeconds(),
            of.ratioSessions(),
            of.ratioSum(),
            of.completed(),
            of.ratings(),
            of.ratingSum()));
    return dsl.select(columns).from(rows).groupBy(keys);
  }

  /** What came and went, under the genres that the version's other sessions are counted with. */
  private Select<Record> changes() {
    Field<String[]> genres = when(titles.isRestated(), titles.before()).otherwise(titles.after());
    Table<?> genre = items(genres, "genre");
    return dsl.select(
            List.of(
                SessionChanges.MONTH,
                weekOf(SessionChanges.DAY).as(GENRE_WEEK.WEEK),
                SessionChanges.of(SESSION_DELTA.REGION_CODE),
                SessionChanges.of(SESSION_DELTA.PLAN_KEY),
                SessionChanges.PLAN_ID,
                column(genre, GENRE_VIEWING.GENRE),
                SessionChanges.of(SESSION_DELTA.SIGN),
                SessionChanges.of(SESSION_DELTA.USER_ID),
                SessionChanges.of(SESSION_DELTA.VIEWED_SECONDS),
                SessionChanges.of(SESSION_DELTA.COMPLETION_RATIO),
                SessionChanges.of(SESSION_DELTA.IS_COMPLETED),
                SessionChanges.of(SESSION_DELTA.RATING)))
        .from(SessionChanges.TABLE)
        .join(titles.table())
        .on(titles.key().eq(SessionChanges.of(SESSION_DELTA.TITLE_KEY)))
        .crossJoin(genre);
  }

  /** All sessions of restated versions as they are now: away from the old genres, to the new. */
  private Select<Record> restated() {
    Field<LocalDate> day = bucharestDate(FACT_WATCH_SESSION.SESSION_START);
    Table<?> old = items(titles.before(), "old");
    Table<?> now = items(titles.after(), "now");
    Table<?> genre =
        lateral(
                select(column(old, GENRE_VIEWING.GENRE), inline((short) -1).as(SESSION_DELTA.SIGN))
                    .from(old)
                    .unionAll(
                        select(column(now, GENRE_VIEWING.GENRE), inline((short) 1)).from(now)))
            .as("genre");
    return dsl.select(
            List.of(
                monthOf(day).as(GENRE_VIEWING.MONTH),
                weekOf(day).as(GENRE_WEEK.WEEK),
                FACT_WATCH_SESSION.REGION_CODE,
                FACT_WATCH_SESSION.PLAN_KEY,
                PLAN.PLAN_ID,
                column(genre, GENRE_VIEWING.GENRE),
                column(genre, SESSION_DELTA.SIGN),
                FACT_WATCH_SESSION.USER_ID,
                FACT_WATCH_SESSION.VIEWED_SECONDS,
                FACT_WATCH_SESSION.COMPLETION_RATIO,
                FACT_WATCH_SESSION.IS_COMPLETED,
                FACT_WATCH_SESSION.RATING))
        .from(titles.table())
        .join(DIM_TITLE)
        .on(DIM_TITLE.TITLE_KEY.eq(titles.key()))
        .join(FACT_WATCH_SESSION)
        .on(FACT_WATCH_SESSION.TITLE_ID.eq(DIM_TITLE.TITLE_ID))
        .and(FACT_WATCH_SESSION.TITLE_KEY.eq(DIM_TITLE.TITLE_KEY))
        .join(PLAN)
        .on(PLAN.PLAN_KEY.eq(FACT_WATCH_SESSION.PLAN_KEY))
        .crossJoin(genre)
        .where(titles.isRestated())
        .and(FACT_WATCH_SESSION.SESSION_START.lt(end));
  }

  private static Table<?> items(Field<String[]> genres, String alias) {
    return DSL.table("unnest({0})", genres).as(name(alias), name(GENRE_VIEWING.GENRE.getName()));
  }
}
