package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static ro.wowcinema.warehouse.mart.Tables.AS_OF;

import java.time.Instant;
import java.time.LocalDate;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.jobs.source.Sources;

/** The date that reports speak of once the run is published, before the run has published it. */
final class ReportedDate {
  private ReportedDate() {}

  /** The instant at which it ends. */
  static Instant endOf(JobContext context) {
    return Sources.startOf(of(context).plusDays(1));
  }

  static LocalDate of(JobContext context) {
    LocalDate logicalDate = context.logicalDate();
    return context
        .dsl()
        .select(AS_OF.AS_OF_DATE)
        .from(AS_OF)
        .where(AS_OF.AS_OF_DATE.gt(logicalDate))
        .fetchOptional(AS_OF.AS_OF_DATE)
        .orElse(logicalDate);
  }
}
