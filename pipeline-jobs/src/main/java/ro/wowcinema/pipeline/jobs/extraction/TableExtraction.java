package ro.wowcinema.pipeline.jobs.extraction;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.jobs.extraction.database.ExtractionWindow;
import ro.wowcinema.pipeline.jobs.extraction.database.PlatformTables;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceSnapshot;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceTable;
import ro.wowcinema.pipeline.jobs.extraction.file.DraftDelivery;
import ro.wowcinema.pipeline.jobs.extraction.file.GzipTextFile;
import ro.wowcinema.pipeline.jobs.extraction.file.RecordFormat;

/** Writes every table of one state of the source into a draft. */
final class TableExtraction {
  private static final int ADVANCE_EVERY = 1_000;

  private final SourceSnapshot snapshot;
  private final DraftDelivery draft;
  private final Watermarks watermarks;
  private final Duration overlap;
  private final JobContext context;
  private final Instant until;
  private final List<String> summary = new ArrayList<>();
  private long rows;
  private long shown;

  TableExtraction(
      SourceSnapshot snapshot,
      DraftDelivery draft,
      Watermarks watermarks,
      Duration overlap,
      JobContext context)
      throws SQLException {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.draft = requireNonNull(draft, "draft is null");
    this.watermarks = requireNonNull(watermarks, "watermarks is null");
    this.overlap = requireNonNull(overlap, "overlap is null");
    this.context = requireNonNull(context, "context is null");
    this.until = ExtractionWindow.endOf(context.logicalDate(), snapshot.now());
  }

  /** The end of the delivery's window. */
  Instant until() {
    return until;
  }

  long rows() {
    return rows;
  }

  /** {@code plans 3, users 120, …}. */
  String summary() {
    return String.join(", ", summary);
  }

  void run() throws SQLException, IOException {
    List<SourceTable> present = new ArrayList<>();
    for (SourceTable table : PlatformTables.ALL) {
      if (table.isOptional() && !snapshot.has(table)) {
        context.log(
            "the platform's database has no table %s: not delivered".formatted(table.name()));
      } else {
        snapshot.check(table);
        present.add(table);
      }
    }
    for (SourceTable table : present) {
      write(table);
    }
  }

  private void write(SourceTable table) throws SQLException, IOException {
    Optional<ExtractionWindow> window =
        table.isIncremental() ? Optional.of(window(table)) : Optional.empty();
    long before = rows;
    try (GzipTextFile file = draft.create(table);
        RecordFormat format = RecordFormat.of(table, file.writer())) {
      snapshot.read(table, window, values -> write(format, values));
    }
    advance();
    summary.add("%s %d".formatted(table.name(), rows - before));
    context.log(
        "%s: %d rows%s"
            .formatted(table.name(), rows - before, window.map(w -> " " + w).orElse("")));
  }

  private void write(RecordFormat format, List<String> values) throws IOException {
    format.write(values);
    rows++;
    if (rows - shown == ADVANCE_EVERY) {
      advance();
    }
  }

  private void advance() {
    context.advance(rows - shown);
    shown = rows;
  }

  private ExtractionWindow window(SourceTable table) {
    return new ExtractionWindow(
        watermarks.before(table).map(before -> before.minus(overlap)), until);
  }
}
