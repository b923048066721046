package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;

import jakarta.inject.Inject;
import java.nio.file.Path;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.job.NotYetException;
import ro.wowcinema.pipeline.core.load.LandingFile;
import ro.wowcinema.pipeline.core.load.LandingZone;
import ro.wowcinema.pipeline.jobs.JobSettings;

/**
 * Waits until the platform's delivery of the date is complete, which its {@code _SUCCESS} file
 * says.
 */
public final class AwaitPlatformDelivery implements Job {
  private static final String COMPLETE = "_SUCCESS";

  private final LandingZone landing;
  private final JobSettings settings;

  @Inject
  AwaitPlatformDelivery(LandingZone landing, JobSettings settings) {
    this.landing = landing;
    this.settings = settings;
  }

  @Override
  public Lineage lineage() {
    return Lineage.readsFile(DataSet.landing(PLATFORM, COMPLETE));
  }

  @Override
  public JobResult run(JobContext context) {
    Path folder = landing.requireNoLink(landing.delivery(PLATFORM, context.logicalDate()));
    LandingFile complete = landing.file(folder.resolve(COMPLETE));
    if (!complete.exists()) {
      throw new NotYetException(
          "the platform's delivery %s is not complete: it has no %s".formatted(folder, COMPLETE),
          settings.deliveryDeadline());
    }
    complete.requireRegular();
    return JobResult.of(0, 0);
  }
}
