package ro.wowcinema.pipeline.jobs.cleansing;

import jakarta.inject.Inject;
import java.util.Locale;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.load.BadFileException;
import ro.wowcinema.pipeline.core.load.FileSpec;
import ro.wowcinema.pipeline.core.load.SourceFiles;
import ro.wowcinema.pipeline.core.scd.SnapshotResult;
import ro.wowcinema.pipeline.jobs.JobSettings;

/**
 * Refuses a full snapshot that lost so many members that it is more likely cut than true: believing
 * it would retire them all.
 */
final class SnapshotGuard {
  /** Below this a ratio says little, and only a snapshot that retires everything is refused. */
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
    double most =
        result.before() < FEWEST_MEMBERS && maxShrinkRatio < 1
            ? result.before() - 1
            : maxShrinkRatio * result.before();
    if (result.gone() > 0 && result.gone() > most) {
      throw new BadFileException(
          new SourceFiles(context.dsl()).staged(spec, context.logicalDate()),
          0,
          String.format(
              Locale.ROOT,
              "%d of the %d members of the snapshot before are gone, more than snapshot.max-shrink-ratio (%s) allows; nothing was retired. If that is right, run the date again with --set snapshot.max-shrink-ratio=1",
              result.gone(),
              result.before(),
              maxShrinkRatio));
    }
  }
}
