package ro.wowcinema.pipeline.jobs.testing;

import java.time.Duration;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/** The jobs' settings in tests: never wait, and do occasional work every day. */
public final class TestSettings {
  private TestSettings() {}

  /** These ratios and this size; reports show all groups. */
  public static JobSettings of(double maxRejectRatio, double maxShrinkRatio, int catalogSize) {
    return of(maxRejectRatio, maxShrinkRatio, catalogSize, 1);
  }

  /** The same, with reports that suppress smaller groups. */
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
