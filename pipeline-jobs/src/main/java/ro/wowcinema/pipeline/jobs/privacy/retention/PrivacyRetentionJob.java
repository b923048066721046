package ro.wowcinema.pipeline.jobs.privacy.retention;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.erasure.ErasureSteps;

/** Applies the retention periods to the database every day; does not disturb an active load. */
public final class PrivacyRetentionJob implements Job {
  static final Request REQUEST = new Request("maintenance", Optional.empty());

  private final PrivacyRetention retention;

  @Inject
  PrivacyRetentionJob(PrivacyRetention retention) {
    this.retention = requireNonNull(retention, "retention is null");
  }

  /** Empty: the job deletes from many tables. */
  @Override
  public Lineage lineage() {
    return Lineage.none();
  }

  @Override
  public JobResult run(JobContext context) {
    if (!retention.isDaily()) {
      return JobResult.skipped("off; retention.daily turns it on");
    }
    Optional<String> busy = ErasureSteps.runningLoad(context.dsl(), context.startedAt());
    if (busy.isPresent()) {
      return JobResult.skipped(busy.get() + "; deferred to the next run");
    }
    Counts counts =
        retention.rows(context.dsl(), context.logicalDate(), context.startedAt(), REQUEST);
    return counts.isEmpty() ? JobResult.skipped("nothing is old enough") : result(counts);
  }

  /** The counts, with a message. */
  static JobResult result(Counts counts) {
    Map<String, Long> byPlace = counts.byPlace();
    long all = byPlace.values().stream().mapToLong(Long::longValue).sum();
    return JobResult.of(all, all)
        .withMessage(
            byPlace.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ")));
  }
}
