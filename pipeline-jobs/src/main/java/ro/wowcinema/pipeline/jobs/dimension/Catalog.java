package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.cleansed.Tables.CATALOG_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_RATING_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.load.SourceFiles;
import ro.wowcinema.pipeline.jobs.source.CatalogFile;

/**
 * The titles that the platform offers now, as delivered; where no catalogue ever was, the titles
 * with the most votes.
 */
final class Catalog {
  private Catalog() {}

  /** title_id, available_from, available_until. */
  static Select<Record3<String, LocalDate, LocalDate>> titles(DSLContext dsl, int defaultSize) {
    return new SourceFiles(dsl).isAnyCleansed(CatalogFile.SPEC)
        ? delivered(dsl)
        : mostVoted(dsl, defaultSize);
  }

  private static Select<Record3<String, LocalDate, LocalDate>> delivered(DSLContext dsl) {
    Table<?> latest =
        LatestChanges.of(
            dsl, CATALOG_CHANGE, CATALOG_CHANGE.TITLE_ID, CATALOG_CHANGE.EFFECTIVE_AT, "latest");
    return dsl.select(
            column(latest, CATALOG_CHANGE.TITLE_ID),
            column(latest, CATALOG_CHANGE.AVAILABLE_FROM),
            column(latest, CATALOG_CHANGE.AVAILABLE_UNTIL))
        .from(latest)
        .where(column(latest, CATALOG_CHANGE.IS_DELETED).isFalse());
  }

  private static Select<Record3<String, LocalDate, LocalDate>> mostVoted(DSLContext dsl, int size) {
    Table<?> title =
        LatestChanges.of(
            dsl, TITLE_CHANGE, TITLE_CHANGE.TITLE_ID, TITLE_CHANGE.EFFECTIVE_AT, "title");
    Table<?> rating =
        LatestChanges.of(
            dsl,
            TITLE_RATING_CHANGE,
            TITLE_RATING_CHANGE.TITLE_ID,
            TITLE_RATING_CHANGE.EFFECTIVE_AT,
            "rating");
    return dsl.select(
            column(title, TITLE_CHANGE.TITLE_ID),
            castNull(CATALOG_CHANGE.AVAILABLE_FROM).as(CATALOG_CHANGE.AVAILABLE_FROM),
            castNull(CATALOG_CHANGE.AVAILABLE_UNTIL).as(CATALOG_CHANGE.AVAILABLE_UNTIL))
        .from(title)
        .leftJoin(rating)
        .on(column(rating, TITLE_RATING_CHANGE.TITLE_ID).eq(column(title, TITLE_CHANGE.TITLE_ID)))
        .and(column(rating, TITLE_RATING_CHANGE.IS_DELETED).isFalse())
        .where(column(title, TITLE_CHANGE.IS_DELETED).isFalse())
        .orderBy(
            column(rating, TITLE_RATING_CHANGE.IMDB_VOTES).desc().nullsLast(),
            column(rating, TITLE_RATING_CHANGE.IMDB_RATING).desc().nullsLast(),
            column(title, TITLE_CHANGE.TITLE_ID))
        .limit(size);
  }

  /**
   * The default catalogue changes with votes that other titles get, or when the first real one is
   * delivered.
   */
  static void touchThoseThatJoinedOrLeft(DSLContext dsl, Table<?> catalog) {
    var isListed = column(catalog, DIM_TITLE.TITLE_ID).eq(DIM_TITLE.TITLE_ID);
    dsl.insertInto(TOUCHED_TITLE, TOUCHED_TITLE.TITLE_ID)
        .select(
            dsl.select(DIM_TITLE.TITLE_ID)
                .from(DIM_TITLE)
                .where(DIM_TITLE.IN_CATALOG)
                .and(DIM_TITLE.IS_CURRENT)
                .and(notExists(selectOne().from(catalog).where(isListed))))
        .execute();
    dsl.insertInto(TOUCHED_TITLE, TOUCHED_TITLE.TITLE_ID)
        .select(
            dsl.select(column(catalog, DIM_TITLE.TITLE_ID))
                .from(catalog)
                .where(
                    exists(
                        selectOne()
                            .from(DIM_TITLE)
                            .where(isListed)
                            .and(DIM_TITLE.IS_CURRENT)
                            .and(DIM_TITLE.IN_CATALOG.isFalse()))))
        .execute();
  }
}
