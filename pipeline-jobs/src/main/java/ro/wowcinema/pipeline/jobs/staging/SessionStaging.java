package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.FileStaging;
import ro.wowcinema.pipeline.jobs.source.SessionsFile;

/** Stages {@code sessions.jsonl}. */
public final class SessionStaging extends StagingJob {
  @Inject
  SessionStaging(FileStaging staging) {
    super(staging, SessionsFile.SPEC);
  }
}
