package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.jobs.cleansing.StagedInstant.cut;
import static ro.wowcinema.pipeline.jobs.cleansing.StagedInstant.nanoseconds;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_LOG;
import static ro.wowcinema.warehouse.cleansed.Tables.SESSION_RECORD;
import static ro.wowcinema.warehouse.staging.Tables.SESSIONS;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.core.quality.Deviation;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.source.SessionsFile;
import ro.wowcinema.pipeline.jobs.source.Sources;

/** Every delivered state of every session's log. */
public final class SessionRecordCleansing extends CleansingJob {
  private static final Field<Instant> EMITTED_AT =
      cut(SESSIONS.EMITTED_AT, SESSION_RECORD.EMITTED_AT);
  private static final Field<Short> EMITTED_NANOSECONDS =
      nanoseconds(SESSIONS.EMITTED_AT, SESSION_RECORD.EMITTED_NANOSECONDS);

  @Inject
  SessionRecordCleansing(FileStaging staging, JobSettings settings) {
    super(
        staging,
        SessionsFile.within(settings.longestSession()),
        List.of(SESSIONS.LOG_ID, EMITTED_AT, EMITTED_NANOSECONDS));
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(SESSIONS).writes(SESSION_RECORD).enqueues(CHANGED_LOG);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(SESSION_RECORD)
        .within((dsl, logicalDate) -> SESSION_RECORD.LOGICAL_DATE.eq(logicalDate))
        .freshness(
            SESSION_RECORD.SESSION_START,
            date -> Sources.startOf(date.plusDays(1)),
            Deviation.TWOFOLD)
        .list();
  }

  @Override
  long cleanse(JobContext context) {
    DSLContext dsl = context.dsl();
    handOver(dsl, context.logicalDate());
    long written = withdraw(dsl, context.logicalDate());
    written += insert(dsl, context.logicalDate());
    handOver(dsl, context.logicalDate());
    return written;
  }

  /** Called before and after: logs that the delivery no longer mentions are touched as well. */
  private static void handOver(DSLContext dsl, LocalDate logicalDate) {
    dsl.insertInto(CHANGED_LOG, CHANGED_LOG.LOG_ID)
        .select(
            dsl.selectDistinct(SESSION_RECORD.LOG_ID)
                .from(SESSION_RECORD)
                .where(SESSION_RECORD.LOGICAL_DATE.eq(logicalDate)))
        .execute();
  }

  private static int withdraw(DSLContext dsl, LocalDate logicalDate) {
    return dsl.deleteFrom(SESSION_RECORD)
        .where(SESSION_RECORD.LOGICAL_DATE.eq(logicalDate))
        .execute();
  }

  private static int insert(DSLContext dsl, LocalDate logicalDate) {
    return dsl.insertInto(SESSION_RECORD)
        .columns(
            SESSION_RECORD.LOG_ID,
            SESSION_RECORD.EMITTED_AT,
            SESSION_RECORD.EMITTED_NANOSECONDS,
            SESSION_RECORD.LOGICAL_DATE,
            SESSION_RECORD.USER_ID,
            SESSION_RECORD.TITLE_ID,
            SESSION_RECORD.SESSION_START,
            SESSION_RECORD.SESSION_END,
            SESSION_RECORD.RATING,
            SESSION_RECORD.REACTION,
            SESSION_RECORD.REGION_CODE)
        .select(
            dsl.select(
                    SESSIONS.LOG_ID,
                    EMITTED_AT,
                    EMITTED_NANOSECONDS,
                    val(logicalDate),
                    SESSIONS.USER_ID.cast(SESSION_RECORD.USER_ID),
                    SESSIONS.TITLE_ID,
                    cut(SESSIONS.SESSION_START, SESSION_RECORD.SESSION_START),
                    cut(SESSIONS.SESSION_END, SESSION_RECORD.SESSION_END),
                    SESSIONS.RATING.cast(SESSION_RECORD.RATING),
                    SESSIONS.REACTION.cast(SESSION_RECORD.REACTION),
                    SESSIONS.REGION_CODE.cast(SESSION_RECORD.REGION_CODE))
                .from(SESSIONS))
        .execute();
  }
}
