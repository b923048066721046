package ro.wowcinema.pipeline.jobs.staging;

import java.io.IOException;
import java.sql.SQLException;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.FileSpec;
import ro.wowcinema.pipeline.core.load.FileStaging;

/** Takes the date's version of one file into its staging table. */
abstract class StagingJob implements Job {
  private final FileStaging staging;
  private final FileSpec spec;

  StagingJob(FileStaging staging, FileSpec spec) {
    this.staging = staging;
    this.spec = spec;
  }

  @Override
  public final Lineage lineage() {
    return Lineage.readsFile(DataSet.landing(spec.source(), spec.fileName()))
        .writes(spec.staging());
  }

  @Override
  public final JobResult run(JobContext context) throws IOException, SQLException {
    return staging.stage(spec, context);
  }
}
