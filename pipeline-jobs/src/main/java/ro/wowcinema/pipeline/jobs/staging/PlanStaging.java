package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.PlansFile;

/** Stages {@code plans.csv}. */
public final class PlanStaging extends StagingJob {
  @Inject
  PlanStaging(FileStaging staging) {
    super(staging, PlansFile.SPEC);
  }
}
