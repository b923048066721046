package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.source.SessionsFile;

/** Stages {@code sessions.jsonl}. */
public final class SessionStaging extends StagingJob {
  @Inject
  SessionStaging(FileStaging staging, JobSettings settings) {
    super(staging, SessionsFile.within(settings.longestSession()));
  }
}
