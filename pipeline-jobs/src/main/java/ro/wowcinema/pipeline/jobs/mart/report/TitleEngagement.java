package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_ENGAGEMENT;
import static ro.wowcinema.warehouse.mart.Tables.KNOWN_TITLE;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_COMPONENT;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * How each title is watched, beside what it is: titles that somebody watched, those of the
 * catalogue, and the movies with the lowest ids, which rank next where fewer than ten were watched.
 */
final class TitleEngagement {
  private static final SumTable TABLE =
      new SumTable(
          TITLE_ENGAGEMENT,
          List.of(TITLE_ENGAGEMENT.TITLE_ID),
          TITLE_ENGAGEMENT.VIEWS,
          List.of(
              TITLE_ENGAGEMENT.VIEWED_SECONDS,
              TITLE_ENGAGEMENT.RATIO_SESSIONS,
              TITLE_ENGAGEMENT.RATIO_SUM,
              TITLE_ENGAGEMENT.COMPLETED,
              TITLE_ENGAGEMENT.RATINGS,
              TITLE_ENGAGEMENT.RATING_SUM,
              TITLE_ENGAGEMENT.REACTIONS,
              TITLE_ENGAGEMENT.REACTION_SUM));

  /** Ten places, less nine at most that other movies may have. */
  private static final int FIRST_MOVIES = 19;

  private final DSLContext dsl;

  private TitleEngagement(DSLContext dsl) {
    this.dsl = dsl;
  }

  static int publish(DSLContext dsl) {
    TitleEngagement titles = new TitleEngagement(dsl);
    int written = titles.count();
    Table<?> offered = TempTables.create(dsl, "ranked_unwatched", titles.rankedThoughUnwatched());
    written += titles.remove(offered);
    written += titles.add(offered);
    written += titles.describe();
    written += titles.clearUnknown();
    return written + titles.weigh();
  }

  private int count() {
    Measures of = new Measures(SessionChanges.TABLE);
    Field<String> titleId = SessionChanges.of(TITLE_ENGAGEMENT.TITLE_ID);
    return TABLE.add(
        dsl,
        dsl.select(
                titleId,
                of.views(),
                of.viewedSeconds(),
                of.ratioSessions(),
                of.ratioSum(),
                of.completed(),
                of.ratings(),
                of.ratingSum(),
                of.reactions(),
                of.reactionSum())
            .from(SessionChanges.TABLE)
            .groupBy(titleId));
  }

  /** Both are found by index. */
  private Select<Record1<String>> rankedThoughUnwatched() {
    return dsl.select(DIM_TITLE.TITLE_ID)
        .from(DIM_TITLE)
        .where(DIM_TITLE.IN_CATALOG)
        .and(DIM_TITLE.IS_CURRENT)
        .union(
            dsl.select(KNOWN_TITLE.TITLE_ID)
                .from(KNOWN_TITLE)
                .where(KNOWN_TITLE.IS_MOVIE)
                .orderBy(KNOWN_TITLE.TITLE_ID)
                .limit(FIRST_MOVIES));
  }

  private int remove(Table<?> offered) {
    return dsl.deleteFrom(TITLE_ENGAGEMENT)
        .where(TITLE_ENGAGEMENT.VIEWS.eq(inline(0L)))
        .and(
            notExists(
                selectOne()
                    .from(offered)
                    .where(
                        column(offered, TITLE_ENGAGEMENT.TITLE_ID).eq(TITLE_ENGAGEMENT.TITLE_ID))))
        .execute();
  }

  private int add(Table<?> offered) {
    Field<String> titleId = column(offered, TITLE_ENGAGEMENT.TITLE_ID);
    return dsl.insertInto(TITLE_ENGAGEMENT, TITLE_ENGAGEMENT.TITLE_ID)
        .select(
            dsl.select(titleId)
                .from(offered)
                .where(
                    notExists(
                        selectOne()
                            .from(TITLE_ENGAGEMENT)
                            .where(TITLE_ENGAGEMENT.TITLE_ID.eq(titleId)))))
        .execute();
  }

  /** Titles change, and become known, without being watched. */
  private int describe() {
    Condition isDifferent =
        row(
                TITLE_ENGAGEMENT.TITLE_NAME,
                TITLE_ENGAGEMENT.IS_KNOWN,
                TITLE_ENGAGEMENT.IS_MOVIE,
                TITLE_ENGAGEMENT.IN_CATALOG,
                TITLE_ENGAGEMENT.IMDB_RATING,
                TITLE_ENGAGEMENT.IMDB_VOTES,
                TITLE_ENGAGEMENT.RUNTIME_MINUTES)
            .isDistinctFrom(
                row(
                    KNOWN_TITLE.TITLE_NAME,
                    inline(true),
                    KNOWN_TITLE.IS_MOVIE,
                    KNOWN_TITLE.IN_CATALOG,
                    KNOWN_TITLE.IMDB_RATING,
                    KNOWN_TITLE.IMDB_VOTES,
                    KNOWN_TITLE.RUNTIME_MINUTES));
    return dsl.update(TITLE_ENGAGEMENT)
        .set(TITLE_ENGAGEMENT.TITLE_NAME, KNOWN_TITLE.TITLE_NAME)
        .set(TITLE_ENGAGEMENT.IS_KNOWN, inline(true))
        .set(TITLE_ENGAGEMENT.IS_MOVIE, KNOWN_TITLE.IS_MOVIE)
        .set(TITLE_ENGAGEMENT.IN_CATALOG, KNOWN_TITLE.IN_CATALOG)
        .set(TITLE_ENGAGEMENT.IMDB_RATING, KNOWN_TITLE.IMDB_RATING)
        .set(TITLE_ENGAGEMENT.IMDB_VOTES, KNOWN_TITLE.IMDB_VOTES)
        .set(TITLE_ENGAGEMENT.RUNTIME_MINUTES, KNOWN_TITLE.RUNTIME_MINUTES)
        .from(KNOWN_TITLE)
        .where(KNOWN_TITLE.TITLE_ID.eq(TITLE_ENGAGEMENT.TITLE_ID))
        .and(isDifferent)
        .execute();
  }

  /** A title that a corrected delivery no longer names is known from its sessions only. */
  private int clearUnknown() {
    return dsl.update(TITLE_ENGAGEMENT)
        .setNull(TITLE_ENGAGEMENT.TITLE_NAME)
        .set(TITLE_ENGAGEMENT.IS_KNOWN, inline(false))
        .set(TITLE_ENGAGEMENT.IS_MOVIE, inline(false))
        .set(TITLE_ENGAGEMENT.IN_CATALOG, inline(false))
        .setNull(TITLE_ENGAGEMENT.IMDB_RATING)
        .setNull(TITLE_ENGAGEMENT.IMDB_VOTES)
        .setNull(TITLE_ENGAGEMENT.RUNTIME_MINUTES)
        .where(TITLE_ENGAGEMENT.IS_KNOWN)
        .and(
            notExists(
                selectOne()
                    .from(KNOWN_TITLE)
                    .where(KNOWN_TITLE.TITLE_ID.eq(TITLE_ENGAGEMENT.TITLE_ID))))
        .execute();
  }

  /**
   * The movies' KPI, stored because computing it for a hundred thousand movies at each reading
   * takes a second. What is usual changes with every day, and with it the index of any movie.
   */
  private int weigh() {
    Field<?>[] stored = {
      TITLE_ENGAGEMENT.POPULARITY,
      TITLE_ENGAGEMENT.COMPLETION,
      TITLE_ENGAGEMENT.PLATFORM_RATING,
      TITLE_ENGAGEMENT.VERSUS_IMDB,
      TITLE_ENGAGEMENT.REACTION,
      TITLE_ENGAGEMENT.QUALITY_INDEX
    };
    var every = TITLE_ENGAGEMENT.as("every_title");
    Table<?> now =
        dsl.select(every.TITLE_ID)
            .select(
                MOVIE_COMPONENT.POPULARITY,
                MOVIE_COMPONENT.COMPLETION,
                MOVIE_COMPONENT.PLATFORM_RATING,
                MOVIE_COMPONENT.VERSUS_IMDB,
                MOVIE_COMPONENT.REACTION,
                MOVIE_COMPONENT.QUALITY_INDEX)
            .from(every)
            .leftJoin(MOVIE_COMPONENT)
            .on(MOVIE_COMPONENT.TITLE_ID.eq(every.TITLE_ID))
            .asTable("now");
    Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
    Condition isDifferent = falseCondition();
    for (Field<?> column : stored) {
      values.put(column, column(now, column));
      isDifferent = isDifferent.or(differs(now, column));
    }
    return dsl.update(TITLE_ENGAGEMENT)
        .set(values)
        .from(now)
        .where(column(now, TITLE_ENGAGEMENT.TITLE_ID).eq(TITLE_ENGAGEMENT.TITLE_ID))
        .and(isDifferent)
        .execute();
  }

  private static <T> Condition differs(Table<?> now, Field<T> column) {
    return column.isDistinctFrom(column(now, column));
  }
}
