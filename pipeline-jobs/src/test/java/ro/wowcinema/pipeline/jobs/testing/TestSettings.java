package ro.wowcinema.pipeline.jobs.testing;

import java.time.Duration;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/** What tests tell jobs: never to wait, and to work out every day what is not needed every day. */
public final class TestSettings {
  private TestSettings() {}

  /** These ratios and this size; reports tell of everybody. */
  public static JobSettings of(double maxRejectRatio, double maxShrinkRatio, int catalogSize) {
    return of(maxRejectRatio, maxShrinkRatio, catalogSize, 1);
  }

  /** The same, with reports that say nothing of smaller groups. */
  public static JobSettings of(
      double maxRejectRatio, double maxShrinkRatio, int catalogSize, int smallestGroup) {
    return new JobSettings(
        maxRejectRatio,
        maxShrinkRatio,
        catalogSize,
        Duration.ZERO,
        1,
        smallestGroup,
        JobSettings.defaults().longestSession());
  }
}
