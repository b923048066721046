package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;

import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import ro.wowcinema.pipeline.core.load.staging.SourceFileState;

/** The date that all reports speak of: the latest logical date that is loaded; never goes back. */
final class AsOfDate {
  private AsOfDate() {}

  /** Moves it on to a date that is loaded, and where history begins back to the first delivery. */
  static int reach(DSLContext dsl, LocalDate loaded) {
    Field<LocalDate> later = greatest(AS_OF.AS_OF_DATE, excluded(AS_OF.AS_OF_DATE));
    Field<LocalDate> earlier = least(AS_OF.HISTORY_FROM, excluded(AS_OF.HISTORY_FROM));
    return dsl.insertInto(AS_OF, AS_OF.AS_OF_DATE, AS_OF.HISTORY_FROM)
        .select(
            dsl.select(val(loaded), coalesce(min(SOURCE_FILE.LOGICAL_DATE), val(loaded)))
                .from(SOURCE_FILE)
                .where(SOURCE_FILE.SOURCE.eq(PLATFORM))
                .and(
                    SOURCE_FILE.STATE.in(
                        SourceFileState.CLEANSED.code(), SourceFileState.SUPERSEDED.code())))
        .onConflict(AS_OF.ONLY_ROW)
        .doUpdate()
        .set(AS_OF.AS_OF_DATE, later)
        .set(AS_OF.HISTORY_FROM, earlier)
        .where(AS_OF.AS_OF_DATE.ne(later))
        .or(AS_OF.HISTORY_FROM.ne(earlier))
        .execute();
  }

  /** Empty before the first load. */
  static Optional<LocalDate> reached(DSLContext dsl) {
    return dsl.select(AS_OF.AS_OF_DATE).from(AS_OF).fetchOptional(AS_OF.AS_OF_DATE);
  }
}
