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
 * Erases from files whoever was erased in the database, also where an erasure by hand was
 * interrupted, and deletes old deliveries where that is kept to day after day.
 */
public final class PrivacyFilesJob implements Job {
  private final PrivacyRetention retention;

  @Inject
  PrivacyFilesJob(PrivacyRetention retention) {
    this.retention = requireNonNull(retention, "retention is null");
  }

  /** None: what it takes away is in files. */
  @Override
  public Lineage lineage() {
    return Lineage.none();
  }

  @Override
  public List<Check> checks() {
    return Checks.of(ERASED_USER)
        .noRowWhere("files were gone through", ERASED_USER.FILES_DONE_AT.isNull())
        .warning()
        .list();
  }

  @Override
  public JobResult run(JobContext context) throws IOException {
    ErasureSteps.lockFiles(context.dsl());
    Optional<String> busy = ErasureSteps.runningLoad(context.dsl(), context.startedAt());
    if (busy.isPresent()) {
      return JobResult.skipped(busy.get() + "; left to the next run");
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
              "somebody has to look after files that the log names: " + outcome.problems().size());
    }
    return counts.isEmpty()
        ? JobResult.skipped("no file has anything that must not stay")
        : PrivacyRetentionJob.result(counts);
  }
}
