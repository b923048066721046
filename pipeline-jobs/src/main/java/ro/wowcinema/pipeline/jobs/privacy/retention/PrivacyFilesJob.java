package ro.wowcinema.pipeline.jobs.privacy.retention;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.pipeline.jobs.privacy.retention.PrivacyRetentionJob.REQUEST;
import static ro.wowcinema.warehouse.pii.Tables.ERASED_USER;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.erasure.Erasure;
import ro.wowcinema.pipeline.jobs.privacy.erasure.ErasureSteps;

/**
 * Erases users from files who were erased in the database, also after an interrupted manual
 * erasure, and deletes old deliveries if daily retention is configured.
 */
public final class PrivacyFilesJob implements Job {
  private final PrivacyRetention retention;

  @Inject
  PrivacyFilesJob(PrivacyRetention retention) {
    this.retention = requireNonNull(retention, "retention is null");
  }

  /** Empty: the job changes files only. */
  @Override
  public Lineage lineage() {
    return Lineage.none();
  }

  @Override
  public List<Check> checks() {
    return Checks.of(ERASED_USER)
        .noRowWhere("files were checked", ERASED_USER.FILES_DONE_AT.isNull())
        .warning()
        .list();
  }

  @Override
  public JobResult run(JobContext context) throws IOException {
    ErasureSteps.lockFiles(context.dsl());
    Optional<String> busy = ErasureSteps.runningLoad(context.dsl(), context.startedAt());
    if (busy.isPresent()) {
      return JobResult.skipped(busy.get() + "; deferred to the next run");
    }
    Erasure.Outcome outcome =
        retention.files(context.dsl(), context.autocommit(), context.startedAt(), REQUEST);
    outcome.problems().forEach(context::log);
    outcome.warnings().forEach(context::log);
    Counts counts = outcome.counts();
    if (retention.isDaily()) {
      counts.addAll(
          retention.deliveries(
              context.autocommit(), context.logicalDate(), context.startedAt(), REQUEST));
    }
    if (!outcome.problems().isEmpty()) {
      return PrivacyRetentionJob.result(counts)
          .withAdditionalMessage(
              "files that the operator has to repair (see the log): " + outcome.problems().size());
    }
    return counts.isEmpty()
        ? JobResult.skipped("no file contains data to erase")
        : PrivacyRetentionJob.result(counts);
  }
}
