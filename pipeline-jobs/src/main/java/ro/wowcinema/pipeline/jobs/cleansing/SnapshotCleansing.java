package ro.wowcinema.pipeline.jobs.cleansing;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.core.load.staging.SourceFiles;
import ro.wowcinema.pipeline.core.scd.SnapshotChanges;
import ro.wowcinema.pipeline.core.scd.SnapshotResult;
import ro.wowcinema.pipeline.core.scd.SnapshotTable;
import ro.wowcinema.pipeline.jobs.source.Sources;

/** Cleansing of a full snapshot: only what changed is written. */
abstract class SnapshotCleansing extends CleansingJob {
  private final SnapshotGuard guard;
  private final SnapshotTable history;

  SnapshotCleansing(
      FileStaging staging,
      SnapshotGuard guard,
      FileSpec spec,
      Field<?> key,
      SnapshotTable history) {
    super(staging, spec, List.of(key));
    this.guard = guard;
    this.history = history;
  }

  /** The staged file, typed: key and attributes under the change table's names. */
  abstract Select<?> snapshot(JobContext context);

  /** Records the keys for which the date's file has a gap; by default it has none. */
  void noteGaps(JobContext context) {}

  /**
   * Passes on what changed.
   *
   * @param changed has each changed key once, in a column of the change table's name
   * @param since when the snapshot takes effect
   */
  abstract void handOver(DSLContext dsl, Table<?> changed, Instant since);

  @Override
  final long cleanse(JobContext context) {
    noteGaps(context);
    SnapshotResult result =
        SnapshotChanges.apply(
            context.dsl(), history, snapshot(context), startOf(context), later(context));
    guard.check(result, spec(), context);
    return handOver(result, context);
  }

  @Override
  final long withdraw(JobContext context) {
    noteGaps(context);
    return handOver(
        SnapshotChanges.withdraw(context.dsl(), history, startOf(context), later(context)),
        context);
  }

  private long handOver(SnapshotResult result, JobContext context) {
    handOver(context.dsl(), result.keys(), startOf(context));
    return context.dsl().fetchCount(result.keys());
  }

  private static Instant startOf(JobContext context) {
    return Sources.startOf(context.logicalDate());
  }

  private List<Instant> later(JobContext context) {
    return new SourceFiles(context.dsl())
        .cleansedAfter(spec(), context.logicalDate()).stream().map(Sources::startOf).toList();
  }
}
