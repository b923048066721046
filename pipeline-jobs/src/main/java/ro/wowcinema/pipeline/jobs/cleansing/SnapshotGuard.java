package ro.wowcinema.pipeline.jobs.cleansing;

import jakarta.inject.Inject;
import java.util.Locale;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.staging.SourceFiles;
import ro.wowcinema.pipeline.core.scd.SnapshotResult;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/**
 * Refuses a full snapshot that is so much smaller than the one before that it is more likely cut
 * than true: believing it would retire what it lacks.
 */
final class SnapshotGuard {
  /** Below this a ratio says little, and only an empty snapshot is refused. */
  private static final int FEWEST_MEMBERS = 100;

  private final double maxShrinkRatio;

  @Inject
  SnapshotGuard(JobSettings settings) {
    this.maxShrinkRatio = settings.maxShrinkRatio();
  }

  /**
   * Does nothing for a snapshot that can be believed.
   *
   * @throws BadFileException where it cannot; the transaction must then be rolled back
   */
  void check(SnapshotResult result, FileSpec spec, JobContext context) {
    double fewest =
        result.before() < FEWEST_MEMBERS
            ? Math.min(1, result.before())
            : (1 - maxShrinkRatio) * result.before();
    if (result.after() < fewest && maxShrinkRatio < 1) {
      throw new BadFileException(
          new SourceFiles(context.dsl()).stagedPath(spec, context.logicalDate()),
          0,
          String.format(
              Locale.ROOT,
              "%d members, where the snapshot before had %d: it shrank by more than snapshot.max-shrink-ratio (%s) allows; nothing was retired. If that is right, run the date again with --set snapshot.max-shrink-ratio=1",
              result.after(),
              result.before(),
              maxShrinkRatio));
    }
  }
}
