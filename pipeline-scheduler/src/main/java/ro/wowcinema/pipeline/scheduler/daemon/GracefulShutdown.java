package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.execution.DagRunner;

/**
 * How a node shuts down: it starts nothing more, lets tasks end for a limited time, and leaves the
 * rest to other nodes.
 */
final class GracefulShutdown implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);
  private static final Duration LIMIT_OF_CANCELLING = Duration.ofSeconds(20);

  private final QuartzCluster quartz;
  private final RunExecutor executor;
  private final DagRunner runner;
  private final Duration limit;

  /**
   * @param limit how long running tasks may continue
   */
  GracefulShutdown(QuartzCluster quartz, RunExecutor executor, DagRunner runner, Duration limit) {
    this.quartz = requireNonNull(quartz, "quartz is null");
    this.executor = requireNonNull(executor, "executor is null");
    this.runner = requireNonNull(runner, "runner is null");
    this.limit = requireNonNull(limit, "limit is null");
  }

  @Override
  public void close() throws SchedulerException, InterruptedException {
    quartz.pause();
    executor.stop();
    runner.drain();
    if (!isIdleWithin(limit)) {
      LOG.warn("Tasks are still at work and are cancelled; another node does them again");
      runner.abort();
      boolean unused = isIdleWithin(LIMIT_OF_CANCELLING);
    }
    quartz.leave();
  }

  private boolean isIdleWithin(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (runner.activeRuns() > 0 && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return runner.activeRuns() == 0;
  }
}
