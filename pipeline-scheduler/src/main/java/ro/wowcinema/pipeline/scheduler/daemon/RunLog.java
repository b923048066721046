package ro.wowcinema.pipeline.scheduler.daemon;

import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/** Writes into the log how a run goes. */
final class RunLog implements RunListener {
  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

  @Override
  public void runStarted(String dag, LocalDate logicalDate, int tasks) {
    LOG.info("{} {} starts, {} tasks to do", dag, logicalDate, tasks);
  }

  @Override
  public void taskWillRetry(String task, String reason, Duration pause) {
    LOG.info("{} tries again in {} ms: {}", task, pause.toMillis(), reason);
  }

  @Override
  public void taskFinished(TaskOutcome outcome) {
    if (outcome.state() == TaskState.FAILED) {
      LOG.error("{} failed: {}", outcome.task(), outcome.message());
    } else {
      LOG.info(
          "{} {} in {} ms, {} rows written",
          outcome.task(),
          outcome.state().code(),
          outcome.took().toMillis(),
          outcome.rowsWritten());
    }
  }

  @Override
  public void runFinished(RunSummary summary) {
    LOG.info(
        "{} {} is {} after {} ms",
        summary.dag(),
        summary.logicalDate(),
        summary.state().code(),
        summary.took().toMillis());
  }
}
