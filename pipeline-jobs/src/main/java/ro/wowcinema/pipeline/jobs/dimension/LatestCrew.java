package ro.wowcinema.pipeline.jobs.dimension;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CREW_CHANGE;

import org.jooq.DSLContext;
import org.jooq.Table;

/** Who made the touched titles, by the latest title.crew; titles that it no longer has are out. */
final class LatestCrew {
  private LatestCrew() {}

  /**
   * The crews of some titles: title_id and directors.
   *
   * @param titles has the touched titles' ids
   */
  static Table<?> of(DSLContext dsl, Table<?> titles) {
    return dsl.select(TITLE_CREW_CHANGE.TITLE_ID, TITLE_CREW_CHANGE.DIRECTORS)
        .from(TITLE_CREW_CHANGE)
        .join(titles)
        .on(column(titles, CHANGED_TITLE_DIRECTOR.TITLE_ID).eq(TITLE_CREW_CHANGE.TITLE_ID))
        .where(TITLE_CREW_CHANGE.IS_LATEST)
        .and(TITLE_CREW_CHANGE.IS_DELETED.isFalse())
        .asTable("crew");
  }

  /** A row per director of a crew, to be joined laterally. */
  static Table<?> directors(Table<?> crew) {
    return ListItems.of(column(crew, TITLE_CREW_CHANGE.DIRECTORS), "director");
  }
}
