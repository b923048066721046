package ro.wowcinema.pipeline.jobs.download;

import java.io.IOException;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;

/** Downloads one published file into the delivery of the date, if it changed. */
abstract class DownloadJob implements Job {
  private final Downloads downloads;
  private final FileSpec spec;

  DownloadJob(Downloads downloads, FileSpec spec) {
    this.downloads = downloads;
    this.spec = spec;
  }

  @Override
  public final Lineage lineage() {
    return Lineage.readsFile(DataSet.published(downloads.url(spec)))
        .writesFile(DataSet.landing(spec.source(), spec.fileName()));
  }

  @Override
  public final JobResult run(JobContext context) throws IOException, InterruptedException {
    return downloads.deliver(spec, context);
  }
}
