package ro.wowcinema.pipeline.jobs.extraction;

import java.io.IOException;
import java.sql.SQLException;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

/**
 * A job that ends just before its transaction commits.
 *
 * @param job the job
 */
record CrashBeforeCommit(Job job) implements Job {
  @Override
  public Lineage lineage() {
    return job.lineage();
  }

  @Override
  public JobResult run(JobContext context) throws IOException, SQLException, InterruptedException {
    job.run(context);
    throw new IllegalStateException("the power went");
  }
}
