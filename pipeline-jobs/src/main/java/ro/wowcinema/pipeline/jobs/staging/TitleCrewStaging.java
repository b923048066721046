package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.TitleCrewFile;

/** Stages {@code title.crew.tsv}. */
public final class TitleCrewStaging extends StagingJob {
  @Inject
  TitleCrewStaging(FileStaging staging) {
    super(staging, TitleCrewFile.SPEC);
  }
}
