package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.TitleRatingsFile;

/** Stages {@code title.ratings.tsv}. */
public final class TitleRatingStaging extends StagingJob {
  @Inject
  TitleRatingStaging(FileStaging staging) {
    super(staging, TitleRatingsFile.SPEC);
  }
}
