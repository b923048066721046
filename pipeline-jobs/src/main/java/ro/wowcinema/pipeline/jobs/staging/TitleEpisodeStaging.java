package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.TitleEpisodeFile;

/** Stages {@code title.episode.tsv}. */
public final class TitleEpisodeStaging extends StagingJob {
  @Inject
  TitleEpisodeStaging(FileStaging staging) {
    super(staging, TitleEpisodeFile.SPEC);
  }
}
