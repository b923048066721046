package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PROFILE_TITLE;
import static ro.wowcinema.warehouse.cleansed.Tables.CATALOG_CHANGE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.load.staging.SourceFiles;
import ro.wowcinema.pipeline.jobs.source.CatalogFile;

/**
 * The titles that the platform offers now, as delivered; where no catalogue ever was, the titles of
 * the latest title.basics with the most votes. It may change without anything being said of a title
 * itself, so it is set on dim_title after the versions, on all of a title's.
 */
final class Catalog {
  private final DSLContext dsl;
  private final Table<?> offered;

  /**
   * The catalogue of now.
   *
   * @param defaultSize titles where none was ever delivered
   */
  Catalog(DSLContext dsl, int defaultSize) {
    this.dsl = dsl;
    boolean isDelivered = new SourceFiles(dsl).isAnyCleansed(CatalogFile.SPEC);
    this.offered =
        TempTables.create(dsl, "catalog", isDelivered ? delivered() : mostVoted(defaultSize));
  }

  /**
   * Sets it on dim_title, whose versions must be up to date.
   *
   * @return rows written
   */
  int apply() {
    handOverChanged();
    return remove() + add();
  }

  /** A user who began a title can continue watching it while it is offered. */
  private void handOverChanged() {
    Field<String> titleId = column(offered, DIM_TITLE.TITLE_ID);
    Condition isOffered = exists(selectOne().from(offered).where(titleId.eq(DIM_TITLE.TITLE_ID)));
    dsl.insertInto(CHANGED_PROFILE_TITLE, CHANGED_PROFILE_TITLE.TITLE_ID)
        .select(
            dsl.select(DIM_TITLE.TITLE_ID)
                .from(DIM_TITLE)
                .where(DIM_TITLE.IS_CURRENT)
                .and(DIM_TITLE.IN_CATALOG)
                .andNot(isOffered)
                .unionAll(
                    dsl.select(DIM_TITLE.TITLE_ID)
                        .from(offered)
                        .join(DIM_TITLE)
                        .on(DIM_TITLE.TITLE_ID.eq(titleId))
                        .where(DIM_TITLE.IS_CURRENT)
                        .andNot(DIM_TITLE.IN_CATALOG)))
        .execute();
  }

  private Select<Record3<String, LocalDate, LocalDate>> delivered() {
    return dsl.select(
            CATALOG_CHANGE.TITLE_ID, CATALOG_CHANGE.AVAILABLE_FROM, CATALOG_CHANGE.AVAILABLE_UNTIL)
        .from(CATALOG_CHANGE)
        .where(CATALOG_CHANGE.IS_LATEST)
        .and(CATALOG_CHANGE.IS_DELETED.isFalse());
  }

  /** Titles with votes are found by an index, and are enough but for a handful of titles. */
  private Select<Record3<String, LocalDate, LocalDate>> mostVoted(int size) {
    Condition isInImdb = DIM_TITLE.IS_CURRENT.isTrue().and(DIM_TITLE.IN_IMDB.isTrue());
    Condition hasVotes = isInImdb.and(DIM_TITLE.IMDB_VOTES.isNotNull());
    boolean isEnough =
        dsl.fetchCount(selectOne().from(DIM_TITLE).where(hasVotes).limit(size)) == size;
    return dsl.select(
            DIM_TITLE.TITLE_ID,
            castNull(CATALOG_CHANGE.AVAILABLE_FROM).as(CATALOG_CHANGE.AVAILABLE_FROM),
            castNull(CATALOG_CHANGE.AVAILABLE_UNTIL).as(CATALOG_CHANGE.AVAILABLE_UNTIL))
        .from(DIM_TITLE)
        .where(isEnough ? hasVotes : isInImdb)
        .orderBy(
            DIM_TITLE.IMDB_VOTES.desc().nullsLast(),
            DIM_TITLE.IMDB_RATING.desc().nullsLast(),
            DIM_TITLE.TITLE_ID)
        .limit(size);
  }

  private int remove() {
    return dsl.update(DIM_TITLE)
        .set(DIM_TITLE.IN_CATALOG, inline(false))
        .setNull(DIM_TITLE.AVAILABLE_FROM)
        .setNull(DIM_TITLE.AVAILABLE_UNTIL)
        .where(DIM_TITLE.IN_CATALOG)
        .and(
            notExists(
                selectOne()
                    .from(offered)
                    .where(column(offered, DIM_TITLE.TITLE_ID).eq(DIM_TITLE.TITLE_ID))))
        .execute();
  }

  private int add() {
    var from = column(offered, DIM_TITLE.AVAILABLE_FROM);
    var until = column(offered, DIM_TITLE.AVAILABLE_UNTIL);
    return dsl.update(DIM_TITLE)
        .set(DIM_TITLE.IN_CATALOG, inline(true))
        .set(DIM_TITLE.AVAILABLE_FROM, from)
        .set(DIM_TITLE.AVAILABLE_UNTIL, until)
        .from(offered)
        .where(DIM_TITLE.TITLE_ID.eq(column(offered, DIM_TITLE.TITLE_ID)))
        .and(
            DIM_TITLE
                .IN_CATALOG
                .isFalse()
                .or(DIM_TITLE.AVAILABLE_FROM.isDistinctFrom(from))
                .or(DIM_TITLE.AVAILABLE_UNTIL.isDistinctFrom(until)))
        .execute();
  }
}
