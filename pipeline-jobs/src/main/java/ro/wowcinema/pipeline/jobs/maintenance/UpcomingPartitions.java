package ro.wowcinema.pipeline.jobs.maintenance;

import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.jobs.fact.MonthlyPartitions;

/**
 * Creates the partitions of the watch-session fact in advance: those of the logical date's month
 * and the next three. The fact's own job creates the partitions that it needs; this job also
 * creates them while no sessions are delivered, so that monitoring does not report missing ones.
 */
public final class UpcomingPartitions implements Job {
  @Inject
  UpcomingPartitions() {}

  /** None: an empty partition is no data that another job could read, or have written. */
  @Override
  public Lineage lineage() {
    return Lineage.none();
  }

  @Override
  public JobResult run(JobContext context) {
    List<YearMonth> made = MonthlyPartitions.ensureAhead(context.dsl(), context.logicalDate());
    if (made.isEmpty()) {
      return JobResult.skipped("all are there");
    }
    return JobResult.of(0, 0)
        .withMessage(
            made.stream().map(YearMonth::toString).collect(Collectors.joining(", ", "made ", "")));
  }
}
