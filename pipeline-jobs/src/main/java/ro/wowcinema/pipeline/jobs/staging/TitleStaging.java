package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.TitleBasicsFile;

/** Stages {@code title.basics.tsv}. */
public final class TitleStaging extends StagingJob {
  @Inject
  TitleStaging(FileStaging staging) {
    super(staging, TitleBasicsFile.SPEC);
  }
}
