package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.excluded;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;

import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;

/** The date that all reports speak of: the latest logical date that is loaded; never goes back. */
final class AsOfDate {
  private AsOfDate() {}

  /** Moves it on to a date that is loaded. */
  static int reach(DSLContext dsl, LocalDate loaded) {
    return dsl.insertInto(AS_OF, AS_OF.AS_OF_DATE)
        .values(loaded)
        .onConflict(AS_OF.ONLY_ROW)
        .doUpdate()
        .set(AS_OF.AS_OF_DATE, excluded(AS_OF.AS_OF_DATE))
        .where(AS_OF.AS_OF_DATE.lt(excluded(AS_OF.AS_OF_DATE)))
        .execute();
  }

  /** Empty before the first load. */
  static Optional<LocalDate> reached(DSLContext dsl) {
    return dsl.select(AS_OF.AS_OF_DATE).from(AS_OF).fetchOptional(AS_OF.AS_OF_DATE);
  }
}
