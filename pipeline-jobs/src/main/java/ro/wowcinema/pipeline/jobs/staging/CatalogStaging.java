package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.CatalogFile;

/** Stages {@code catalog.csv}. */
public final class CatalogStaging extends StagingJob {
  @Inject
  CatalogStaging(FileStaging staging) {
    super(staging, CatalogFile.SPEC);
  }
}
