package ro.wowcinema.pipeline.core.execution.attempt;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.db.PlannerStatistics;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.quality.Audit;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.CheckOutcome;
import ro.wowcinema.pipeline.core.quality.CheckResult;
import ro.wowcinema.pipeline.core.quality.CheckedTask;
import ro.wowcinema.pipeline.core.quality.QualityException;

/**
 * A job and, in the same transaction, its checks: write, audit, commit.
 *
 * @param job the job
 * @param task whose work it does
 */
public record AuditedJob(Job job, CheckedTask task) {
  private static final Logger LOG = LoggerFactory.getLogger(AuditedJob.class);

  /**
   * Runs the job, then its checks unless it had nothing to do.
   *
   * @param ledger receives the checks' results where none of them failed
   * @throws QualityException where one did
   */
  JobResult run(JobContext context, Consumer<List<CheckResult>> ledger)
      throws IOException, SQLException, InterruptedException {
    JobResult result = job.run(context);
    gatherStatistics(context, result);
    List<Check> checks = job.checks();
    if (result.isSkipped() || checks.isEmpty()) {
      return result;
    }
    List<CheckResult> found = new Audit(context.dsl(), task).of(checks);
    if (!of(found, CheckOutcome.FAILED).isEmpty()) {
      throw new QualityException(found);
    }
    ledger.accept(found);
    List<String> warnings = of(found, CheckOutcome.WARNED);
    warnings.forEach(warning -> warn(context, warning));
    return warnings.isEmpty() ? result : result.withAdditionalMessage(String.join("; ", warnings));
  }

  private static void warn(JobContext context, String warning) {
    LOG.warn("{}", warning);
    context.log("warning: " + warning);
  }

  /**
   * Of all written tables, change queues included: consuming millions of keys by a plan for an
   * empty table takes a quarter of an hour longer.
   */
  private void gatherStatistics(JobContext context, JobResult result) {
    job.lineage().outputs().stream()
        .filter(output -> !output.isExternal())
        .forEach(
            output ->
                PlannerStatistics.gatherIfOutdated(
                    context.dsl(), output.name(), result.rowsWritten()));
  }

  private static List<String> of(List<CheckResult> results, CheckOutcome outcome) {
    return results.stream()
        .filter(result -> result.outcome() == outcome)
        .map(CheckResult::sentence)
        .toList();
  }
}
