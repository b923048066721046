package ro.wowcinema.pipeline.jobs.mart.report;

import static ro.wowcinema.warehouse.aggregate.Tables.MOVIE_RANKING;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_DAY;
import static ro.wowcinema.warehouse.mart.Tables.CURRENT_MOVIE_RANKING;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.jobs.mart.RowTable;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/** Viewing by day and title, and which movies lead in the windows that end with the as-of date. */
final class TitleDays {
  private static final SumTable TABLE =
      new SumTable(
          TITLE_DAY,
          List.of(TITLE_DAY.DAY, TITLE_DAY.TITLE_ID),
          TITLE_DAY.VIEWS,
          List.of(
              TITLE_DAY.VIEWED_SECONDS,
              TITLE_DAY.COMPLETED,
              TITLE_DAY.RATINGS,
              TITLE_DAY.RATING_SUM));
  private static final RowTable RANKING =
      new RowTable(MOVIE_RANKING, List.of(MOVIE_RANKING.ACTIVITY_WINDOW, MOVIE_RANKING.RANK));

  private TitleDays() {}

  static int publish(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    Field<String> titleId = SessionChanges.of(TITLE_DAY.TITLE_ID);
    return TABLE.addAndPrune(
        dsl,
        dsl.select(
                SessionChanges.DAY,
                titleId,
                of.views(),
                of.viewedSeconds(),
                of.completed(),
                of.ratings(),
                of.ratingSum())
            .from(SessionChanges.TABLE)
            .groupBy(SessionChanges.DAY, titleId));
  }

  /** Once titles are published: their names, and what they were watched ever, are from there. */
  static int rank(DSLContext dsl) {
    return RANKING.replace(
        dsl,
        DSL.trueCondition(),
        dsl.select(CURRENT_MOVIE_RANKING.fields()).from(CURRENT_MOVIE_RANKING));
  }
}
