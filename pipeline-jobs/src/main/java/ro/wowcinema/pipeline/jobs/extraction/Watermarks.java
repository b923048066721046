package ro.wowcinema.pipeline.jobs.extraction;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;
import static ro.wowcinema.warehouse.ops.Tables.WATERMARK;

import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.jobs.extraction.database.ExtractionException;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceTable;

/** How far the platform's tables were extracted, as seen from a task's transaction. */
final class Watermarks {
  private final JobContext context;

  Watermarks(JobContext context) {
    this.context = requireNonNull(context, "context is null");
  }

  /** The end of the delivery of the latest date before the run's. */
  Optional<Instant> before(SourceTable table) {
    return context
        .dsl()
        .select(WATERMARK.HIGH_WATERMARK)
        .from(WATERMARK)
        .where(isOf(table))
        .and(WATERMARK.LOGICAL_DATE.lt(context.logicalDate()))
        .orderBy(WATERMARK.LOGICAL_DATE.desc())
        .limit(1)
        .fetchOptional(WATERMARK.HIGH_WATERMARK);
  }

  /** Whether the run's date was extracted. */
  boolean isRecorded(SourceTable table) {
    return context
        .dsl()
        .fetchExists(WATERMARK, isOf(table).and(WATERMARK.LOGICAL_DATE.eq(context.logicalDate())));
  }

  /**
   * Records where the delivery of the run's date ends. A date's watermark never decreases: a
   * process that was overtaken by another one, which may have extracted more, stops here, before
   * any file is replaced.
   *
   * @throws ExtractionException where the date was extracted up to a later instant
   */
  void record(SourceTable table, Instant until) {
    int recorded =
        context
            .dsl()
            .insertInto(WATERMARK)
            .set(WATERMARK.SOURCE, PLATFORM)
            .set(WATERMARK.TABLE_NAME, table.name())
            .set(WATERMARK.LOGICAL_DATE, context.logicalDate())
            .set(WATERMARK.HIGH_WATERMARK, until)
            .set(WATERMARK.RUN_ID, context.runId())
            .set(WATERMARK.RECORDED_AT, context.startedAt())
            .onConflict(WATERMARK.SOURCE, WATERMARK.TABLE_NAME, WATERMARK.LOGICAL_DATE)
            .doUpdate()
            .set(WATERMARK.HIGH_WATERMARK, until)
            .set(WATERMARK.RUN_ID, context.runId())
            .set(WATERMARK.RECORDED_AT, context.startedAt())
            .where(WATERMARK.HIGH_WATERMARK.le(until))
            .execute();
    if (recorded == 0) {
      throw new ExtractionException(
          "%s of %s was extracted up to a later instant than %s, which the clock of the platform's database says now; run it again when that clock is right"
              .formatted(table.name(), context.logicalDate(), until));
    }
  }

  private static Condition isOf(SourceTable table) {
    return WATERMARK.SOURCE.eq(PLATFORM).and(WATERMARK.TABLE_NAME.eq(table.name()));
  }
}
