package ro.wowcinema.pipeline.jobs.staging;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.UsersFile;

/** Stages {@code users.csv}. */
public final class UserStaging extends StagingJob {
  @Inject
  UserStaging(FileStaging staging) {
    super(staging, UsersFile.SPEC);
  }
}
