package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.InputNotReadyException;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;

/**
 * Waits until the platform's delivery of the date is complete, which its {@code _SUCCESS} file
 * says. A daemon starts a run once its delivery is there, or late enough to fail: see {@link
 * ro.wowcinema.pipeline.core.schedule.Admission}.
 */
public final class AwaitPlatformDelivery implements Job {
  private final LandingZone landing;
  private final JobSettings settings;

  @Inject
  AwaitPlatformDelivery(LandingZone landing, JobSettings settings) {
    this.landing = landing;
    this.settings = settings;
  }

  @Override
  public Lineage lineage() {
    return Lineage.readsFile(DataSet.landing(PLATFORM, LandedDeliveries.COMPLETE));
  }

  @Override
  public JobResult run(JobContext context) {
    LandingFile complete = LandedDeliveries.completeness(landing, context.logicalDate());
    if (!complete.exists()) {
      throw new InputNotReadyException(
          "the platform's delivery %s is not complete: it has no %s"
              .formatted(complete.path().getParent(), LandedDeliveries.COMPLETE),
          settings.deliveryDeadline());
    }
    complete.requireRegular();
    return JobResult.of(0, 0);
  }
}
