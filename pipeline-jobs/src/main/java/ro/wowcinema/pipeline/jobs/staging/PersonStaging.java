package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.NameBasicsFile;

/** Stages {@code name.basics.tsv}. */
public final class PersonStaging extends StagingJob {
  @Inject
  PersonStaging(FileStaging staging) {
    super(staging, NameBasicsFile.SPEC);
  }
}
