package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.selectFrom;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_RATING;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_RATING_CHANGE;
import static ro.wowcinema.warehouse.mart.Routines.startOf;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_TITLE_RATING;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.WindowSpecification;
import org.jooq.impl.SQLDataType;

/**
 * How the ratings of touched titles moved from the touched instant on. While title.basics does not
 * have a title, its ratings are those of nobody; a title that lost its rating has none.
 */
final class TitleRatingHistory {
  private static final Field<Instant> AT = TITLE_RATING_CHANGE.EFFECTIVE_AT;
  private static final Field<Boolean> IS_STORED = field(name("is_stored"), SQLDataType.BOOLEAN);
  private static final Field<Boolean> IS_CHANGE = field(name("is_change"), SQLDataType.BOOLEAN);

  private final DSLContext dsl;
  private final Table<?> titles;
  private final Field<String> changedId;
  private final Field<Instant> since;

  /**
   * The history of some titles.
   *
   * @param titles each touched title once, and since when
   */
  TitleRatingHistory(DSLContext dsl, Table<?> titles) {
    this.dsl = dsl;
    this.titles = titles;
    this.changedId = column(titles, CHANGED_TITLE_RATING.TITLE_ID);
    this.since = column(titles, CHANGED_TITLE_RATING.SINCE);
  }

  /** States that differ from the one before: title_id, effective_at, imdb_rating, imdb_votes. */
  Select<?> changes() {
    Table<?> s = stored().unionAll(states()).asTable("s");
    Field<BigDecimal> rating = column(s, TITLE_RATING_CHANGE.IMDB_RATING);
    Field<Integer> votes = column(s, TITLE_RATING_CHANGE.IMDB_VOTES);
    WindowSpecification inOrder =
        partitionBy(column(s, TITLE_RATING_CHANGE.TITLE_ID)).orderBy(column(s, AT));
    Table<?> compared =
        dsl.select(s.fields())
            .select(
                field(
                        rating
                            .isDistinctFrom(lag(rating).over(inOrder))
                            .or(votes.isDistinctFrom(lag(votes).over(inOrder))))
                    .as(IS_CHANGE))
            .from(s)
            .asTable("compared");
    return selectFrom(compared)
        .where(column(compared, IS_CHANGE))
        .and(column(compared, IS_STORED).isFalse());
  }

  /** The latest row of each title that stays: what the first state is compared with. */
  private Select<Record> stored() {
    Table<?> last =
        dsl.select(
                FACT_TITLE_RATING.DELIVERY_DATE,
                FACT_TITLE_RATING.IMDB_RATING,
                FACT_TITLE_RATING.IMDB_VOTES)
            .from(FACT_TITLE_RATING)
            .where(FACT_TITLE_RATING.TITLE_ID.eq(changedId))
            .and(startOf(FACT_TITLE_RATING.DELIVERY_DATE).lt(since))
            .orderBy(FACT_TITLE_RATING.DELIVERY_DATE.desc())
            .limit(inline(1))
            .asTable("last");
    return dsl.select(
            List.of(
                changedId,
                startOf(column(last, FACT_TITLE_RATING.DELIVERY_DATE)).as(AT),
                column(last, FACT_TITLE_RATING.IMDB_RATING),
                column(last, FACT_TITLE_RATING.IMDB_VOTES),
                inline(true).as(IS_STORED)))
        .from(titles)
        .crossJoin(lateral(last));
  }

  /** What was so at each instant at which anything changed. */
  private Select<Record> states() {
    Table<?> t = instants().asTable("t");
    Field<String> id = column(t, TITLE_RATING_CHANGE.TITLE_ID);
    Field<Instant> at = column(t, AT);
    Table<?> basics =
        selectFrom(TITLE_CHANGE)
            .where(TITLE_CHANGE.TITLE_ID.eq(id))
            .and(TITLE_CHANGE.EFFECTIVE_AT.le(at))
            .orderBy(TITLE_CHANGE.EFFECTIVE_AT.desc())
            .limit(inline(1))
            .asTable("basics");
    Table<?> rating =
        selectFrom(TITLE_RATING_CHANGE)
            .where(TITLE_RATING_CHANGE.TITLE_ID.eq(id))
            .and(TITLE_RATING_CHANGE.EFFECTIVE_AT.le(at))
            .orderBy(TITLE_RATING_CHANGE.EFFECTIVE_AT.desc())
            .limit(inline(1))
            .asTable("rating");
    return dsl.select(
            List.of(
                id,
                at,
                column(rating, TITLE_RATING_CHANGE.IMDB_RATING),
                column(rating, TITLE_RATING_CHANGE.IMDB_VOTES),
                inline(false).as(IS_STORED)))
        .from(t)
        .join(lateral(basics))
        .on(column(basics, TITLE_CHANGE.IS_DELETED).isFalse())
        .leftJoin(lateral(rating))
        .on(column(rating, TITLE_RATING_CHANGE.IS_DELETED).isFalse());
  }

  private Select<?> instants() {
    return dsl.select(TITLE_RATING_CHANGE.TITLE_ID, TITLE_RATING_CHANGE.EFFECTIVE_AT)
        .from(titles)
        .join(TITLE_RATING_CHANGE)
        .on(TITLE_RATING_CHANGE.TITLE_ID.eq(changedId))
        .and(TITLE_RATING_CHANGE.EFFECTIVE_AT.ge(since))
        .union(
            dsl.select(TITLE_CHANGE.TITLE_ID, TITLE_CHANGE.EFFECTIVE_AT)
                .from(titles)
                .join(TITLE_CHANGE)
                .on(TITLE_CHANGE.TITLE_ID.eq(changedId))
                .and(TITLE_CHANGE.EFFECTIVE_AT.ge(since)));
  }
}
