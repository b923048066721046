package ro.wowcinema.pipeline.jobs.testing;

import java.time.Duration;
import ro.wowcinema.pipeline.jobs.JobSettings;

/** What tests tell jobs: never to wait, and to work out every day what is not needed every day. */
public final class Settings {
  private Settings() {}

  /** These ratios and this size; the rest as tests want it. */
  public static JobSettings of(double maxRejectRatio, double maxShrinkRatio, int catalogSize) {
    return new JobSettings(maxRejectRatio, maxShrinkRatio, catalogSize, Duration.ZERO, 1);
  }
}
