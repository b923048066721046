package ro.wowcinema.pipeline.jobs.extraction;

import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;

import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.extraction.database.PlatformTables;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceSnapshot;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceTable;
import ro.wowcinema.pipeline.jobs.extraction.file.DraftDelivery;

/**
 * Extracts the platform's delivery of a date. The source's connection is its own; what it writes to
 * the warehouse, the watermarks, goes into the task's transaction. The files are in place before
 * that commits: a delivery that is complete without watermarks is taken over as it is, so that an
 * extraction killed in between has happened once.
 */
final class PlatformExtraction implements Job {
  private final LandingZone landing;
  private final ExtractionSettings settings;

  @Inject
  PlatformExtraction(LandingZone landing, ExtractionSettings settings) {
    this.landing = landing;
    this.settings = settings;
  }

  @Override
  public Lineage lineage() {
    return Lineage.readsOutside(
            PlatformTables.ALL.stream()
                .map(table -> DataSet.outside(PLATFORM, table.name()))
                .toArray(DataSet[]::new))
        .writesFile(DataSet.landing(PLATFORM, PlatformDelivery.COMPLETE));
  }

  @Override
  public JobResult run(JobContext context) throws IOException, SQLException {
    ConnectionInfo source = settings.requireSource();
    PlatformDelivery delivery = PlatformDelivery.of(landing, context.logicalDate());
    Watermarks watermarks = new Watermarks(context);
    return delivery.isComplete() && !context.force()
        ? keep(delivery, watermarks)
        : extract(source, delivery, watermarks, context);
  }

  /** A complete delivery stays as it is: the warehouse may have loaded it. */
  private static JobResult keep(PlatformDelivery delivery, Watermarks watermarks)
      throws IOException {
    Optional<SuccessMarker> mark = delivery.mark();
    if (mark.isEmpty()) {
      return JobResult.skipped(
          "%s was delivered by another system; --force replaces it".formatted(delivery.folder()));
    }
    if (PlatformTables.ALL.stream()
        .filter(SourceTable::isIncremental)
        .allMatch(watermarks::isRecorded)) {
      return JobResult.skipped(
          "%s is extracted already; --force extracts it again".formatted(delivery.folder()));
    }
    record(watermarks, mark.get());
    return JobResult.of(0, 0)
        .withMessage("%s was complete, and is kept".formatted(delivery.folder()));
  }

  private JobResult extract(
      ConnectionInfo source, PlatformDelivery delivery, Watermarks watermarks, JobContext context)
      throws IOException, SQLException {
    try (DraftDelivery draft = DraftDelivery.begin(landing, context.logicalDate())) {
      TableExtraction extraction;
      try (SourceSnapshot snapshot = open(source, context)) {
        extraction = new TableExtraction(snapshot, draft, watermarks, settings.overlap(), context);
        extraction.run();
      }
      SuccessMarker mark = new SuccessMarker(extraction.until());
      // First the watermarks, which stop a process that another has overtaken, then the files.
      record(watermarks, mark);
      delivery.replaceBy(draft, mark);
      return JobResult.of(extraction.rows(), extraction.rows()).withMessage(extraction.summary());
    }
  }

  private SourceSnapshot open(ConnectionInfo source, JobContext context) throws SQLException {
    return SourceSnapshot.open(source, settings.schema(), context.dsl().configuration());
  }

  private static void record(Watermarks watermarks, SuccessMarker mark) {
    PlatformTables.ALL.stream()
        .filter(SourceTable::isIncremental)
        .forEach(table -> watermarks.record(table, mark.until()));
  }
}
