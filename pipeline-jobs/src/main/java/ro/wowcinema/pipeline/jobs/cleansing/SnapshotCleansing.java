package ro.wowcinema.pipeline.jobs.cleansing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.load.FileSpec;
import ro.wowcinema.pipeline.core.load.FileStaging;
import ro.wowcinema.pipeline.core.load.SourceFiles;
import ro.wowcinema.pipeline.core.scd.SnapshotChanges;
import ro.wowcinema.pipeline.core.scd.SnapshotTable;
import ro.wowcinema.pipeline.jobs.source.Sources;

/** Cleansing of a file that says everything anew each time: only what changed is written. */
abstract class SnapshotCleansing extends CleansingJob {
  private final SnapshotTable history;

  SnapshotCleansing(FileStaging staging, FileSpec spec, Field<?> key, SnapshotTable history) {
    super(staging, spec, List.of(key));
    this.history = history;
  }

  /** The staged file, typed: key and attributes under the change table's names. */
  abstract Select<?> snapshot(DSLContext dsl);

  /**
   * Passes on what changed.
   *
   * @param changed has each changed key once, in a column of the change table's name
   */
  abstract void handOver(DSLContext dsl, Table<?> changed, Instant since);

  @Override
  final long cleanse(JobContext context) {
    DSLContext dsl = context.dsl();
    Optional<Instant> next =
        new SourceFiles(dsl).nextCleansed(spec(), context.logicalDate()).map(Sources::startOf);
    Table<?> changed =
        SnapshotChanges.apply(
            dsl, history, snapshot(dsl), Sources.startOf(context.logicalDate()), next);
    handOver(dsl, changed, Sources.startOf(context.logicalDate()));
    return dsl.fetchCount(changed);
  }
}
