package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_RATING;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;

import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.load.staging.SourceFiles;
import ro.wowcinema.pipeline.jobs.source.Sources;
import ro.wowcinema.pipeline.jobs.source.TitleBasicsFile;

/** Titles that dim_title has to look at again, and records of titles that nobody knows. */
final class ChangedTitles {
  private ChangedTitles() {}

  static void add(DSLContext dsl, Select<Record1<String>> titleIds) {
    dsl.insertInto(CHANGED_TITLE, CHANGED_TITLE.TITLE_ID).select(titleIds).execute();
  }

  /** Titles whose ratings fact_title_rating has to look at again, from an instant on. */
  static void addRatings(DSLContext dsl, Table<?> changed, Field<String> titleId, Instant since) {
    dsl.insertInto(CHANGED_TITLE_RATING, CHANGED_TITLE_RATING.TITLE_ID, CHANGED_TITLE_RATING.SINCE)
        .select(dsl.select(titleId, val(since)).from(changed))
        .execute();
  }

  /** Counts staged records of titles that title.basics, as of their date, does not have. */
  static long orphans(
      DSLContext dsl, Table<?> staged, Field<String> titleId, LocalDate logicalDate) {
    Table<?> known = known(dsl, logicalDate);
    return dsl.fetchCount(
        staged,
        notExists(selectOne().from(known).where(column(known, TITLE_CHANGE.TITLE_ID).eq(titleId))));
  }

  private static Table<?> known(DSLContext dsl, LocalDate logicalDate) {
    boolean isLatest =
        new SourceFiles(dsl).cleansedAfter(TitleBasicsFile.SPEC, logicalDate).isEmpty();
    Table<?> state =
        isLatest
            ? dsl.selectFrom(TITLE_CHANGE).where(TITLE_CHANGE.IS_LATEST).asTable("state")
            : stateAt(dsl, Sources.startOf(logicalDate));
    return dsl.select(column(state, TITLE_CHANGE.TITLE_ID))
        .from(state)
        .where(column(state, TITLE_CHANGE.IS_DELETED).isFalse())
        .asTable("known");
  }

  private static Table<?> stateAt(DSLContext dsl, Instant instant) {
    return dsl.select(TITLE_CHANGE.TITLE_ID, TITLE_CHANGE.IS_DELETED)
        .distinctOn(TITLE_CHANGE.TITLE_ID)
        .from(TITLE_CHANGE)
        .where(TITLE_CHANGE.EFFECTIVE_AT.le(instant))
        .orderBy(TITLE_CHANGE.TITLE_ID, TITLE_CHANGE.EFFECTIVE_AT.desc())
        .asTable("state");
  }
}
