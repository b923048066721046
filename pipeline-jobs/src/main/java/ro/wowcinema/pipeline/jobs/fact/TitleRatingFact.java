package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_RATING;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_RATING_CHANGE;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_DATE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_TITLE_RATING;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;

/**
 * How IMDb's ratings moved, while title.basics had the title: the rows of a changed title are
 * recomputed from the instant of the change on, compared with the last row before it.
 */
public final class TitleRatingFact implements Job {
  private static final Field<Instant> AT = TITLE_RATING_CHANGE.EFFECTIVE_AT;

  /** Touched titles that have or had a rating, until the transaction ends. */
  private static final Table<?> TITLES = table(name("rated_title"));

  @Override
  public Lineage lineage() {
    return Lineage.reads(TITLE_CHANGE, TITLE_RATING_CHANGE, DIM_TITLE)
        .writes(FACT_TITLE_RATING)
        .consumes(CHANGED_TITLE_RATING);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(FACT_TITLE_RATING)
        .within((dsl, date) -> isChanged())
        .relationship(FACT_TITLE_RATING.TITLE_KEY, DIM_TITLE.TITLE_KEY)
        .range(FACT_TITLE_RATING.IMDB_RATING, BigDecimal.ZERO, BigDecimal.TEN)
        .noRowWhere("votes are not negative", FACT_TITLE_RATING.IMDB_VOTES.lt(0))
        .list();
  }

  /** What the attempt put in place. */
  private static Condition isChanged() {
    return exists(
        selectOne()
            .from(TITLES)
            .where(FACT_TITLE_RATING.TITLE_ID.eq(column(TITLES, CHANGED_TITLE_RATING.TITLE_ID)))
            .and(FACT_TITLE_RATING.DELIVERY_DATE.ge(sinceDate(TITLES))));
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> touched =
        ChangedKeys.consume(
            dsl, CHANGED_TITLE_RATING, CHANGED_TITLE_RATING.TITLE_ID, CHANGED_TITLE_RATING.SINCE);
    Table<?> titles =
        TempTables.create(
            dsl,
            TITLES.getName(),
            dsl.select(
                    column(touched, CHANGED_TITLE_RATING.TITLE_ID),
                    min(column(touched, CHANGED_TITLE_RATING.SINCE)).as(CHANGED_TITLE_RATING.SINCE))
                .from(touched)
                .where(hasRatings(column(touched, CHANGED_TITLE_RATING.TITLE_ID)))
                .groupBy(column(touched, CHANGED_TITLE_RATING.TITLE_ID)));
    int removed = remove(dsl, titles);
    int inserted = insert(dsl, titles);
    return JobResult.of(dsl.fetchCount(titles), Math.max(removed, inserted));
  }

  /** Most titles never had one. */
  private static Condition hasRatings(Field<String> titleId) {
    return exists(
            selectOne().from(TITLE_RATING_CHANGE).where(TITLE_RATING_CHANGE.TITLE_ID.eq(titleId)))
        .or(
            exists(
                selectOne().from(FACT_TITLE_RATING).where(FACT_TITLE_RATING.TITLE_ID.eq(titleId))));
  }

  private static int remove(DSLContext dsl, Table<?> titles) {
    return dsl.deleteFrom(FACT_TITLE_RATING)
        .using(titles)
        .where(FACT_TITLE_RATING.TITLE_ID.eq(column(titles, CHANGED_TITLE_RATING.TITLE_ID)))
        .and(FACT_TITLE_RATING.DELIVERY_DATE.ge(sinceDate(titles)))
        .execute();
  }

  private static int insert(DSLContext dsl, Table<?> titles) {
    Table<?> r = new TitleRatingHistory(dsl, titles).changes().asTable("r");
    Field<LocalDate> date = bucharestDate(column(r, AT));
    return dsl.insertInto(FACT_TITLE_RATING)
        .columns(
            FACT_TITLE_RATING.TITLE_KEY,
            FACT_TITLE_RATING.TITLE_ID,
            FACT_TITLE_RATING.DELIVERY_DATE,
            FACT_TITLE_RATING.DELIVERY_DATE_KEY,
            FACT_TITLE_RATING.IMDB_RATING,
            FACT_TITLE_RATING.IMDB_VOTES)
        .select(
            dsl.select(
                    DIM_TITLE.TITLE_KEY,
                    DIM_TITLE.TITLE_ID,
                    date,
                    coalesce(DIM_DATE.DATE_KEY, inline(-1)),
                    column(r, TITLE_RATING_CHANGE.IMDB_RATING),
                    column(r, TITLE_RATING_CHANGE.IMDB_VOTES))
                .from(r)
                .join(DIM_TITLE)
                .on(DIM_TITLE.TITLE_ID.eq(column(r, TITLE_RATING_CHANGE.TITLE_ID)))
                .and(column(r, AT).ge(DIM_TITLE.VALID_FROM))
                .and(column(r, AT).lt(DIM_TITLE.VALID_TO))
                .leftJoin(DIM_DATE)
                .on(DIM_DATE.CALENDAR_DATE.eq(date)))
        .execute();
  }

  /** Deliveries from this date on are recomputed. */
  private static Field<LocalDate> sinceDate(Table<?> titles) {
    return bucharestDate(column(titles, CHANGED_TITLE_RATING.SINCE));
  }
}
