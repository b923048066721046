package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

/** Keeps to the periods day after day; a load that is at work is left alone. */
public final class PrivacyRetentionJob implements Job {
  private static final Request REQUEST = new Request("maintenance", Optional.empty());

  private final PrivacyRetention retention;

  @Inject
  PrivacyRetentionJob(PrivacyRetention retention) {
    this.retention = requireNonNull(retention, "retention is null");
  }

  /** None: what it takes away is of every table. */
  @Override
  public Lineage lineage() {
    return Lineage.none();
  }

  @Override
  public JobResult run(JobContext context) throws IOException {
    if (!retention.isDaily()) {
      return JobResult.skipped("off; retention.daily turns it on");
    }
    Optional<String> busy = ErasureSteps.atWork(context.dsl(), context.startedAt());
    if (busy.isPresent()) {
      return JobResult.skipped(busy.get() + "; left to the next run");
    }
    Map<String, Long> counts =
        retention
            .apply(context.dsl(), context.logicalDate(), context.startedAt(), REQUEST)
            .byPlace();
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return counts.isEmpty()
        ? JobResult.skipped("nothing is old enough")
        : JobResult.of(all, all).saying(words(counts));
  }

  private static String words(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
