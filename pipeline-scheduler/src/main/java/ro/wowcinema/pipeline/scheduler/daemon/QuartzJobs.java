package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import com.google.inject.Inject;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import ro.wowcinema.pipeline.scheduler.alert.AlertOutbox;

/**
 * The jobs that Quartz fires: they only delegate, and the next tick repeats what one of them
 * missed.
 */
final class QuartzJobs {
  /** Names the DAG in a trigger's data. */
  static final String DAG = "dag";

  private QuartzJobs() {}

  /** Ticks. */
  @DisallowConcurrentExecution
  static final class Tick implements Job {
    private final Ticker ticker;

    @Inject
    Tick(Ticker ticker) {
      this.ticker = requireNonNull(ticker, "ticker is null");
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        ticker.tick();
      } catch (RuntimeException e) {
        throw new JobExecutionException("The tick failed; the next one repeats its work", e);
      }
    }
  }

  /** Executes what a DAG's queue has. */
  static final class Run implements Job {
    private final DagExecutors runs;

    @Inject
    Run(DagExecutors runs) {
      this.runs = requireNonNull(runs, "runs is null");
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        runs.executeAll(context.getMergedJobDataMap().getString(DAG));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        throw new JobExecutionException("Runs were aborted; the next tick resumes them", e);
      }
    }
  }

  /** Delivers alerts. */
  @DisallowConcurrentExecution
  static final class Deliver implements Job {
    private final AlertOutbox outbox;

    @Inject
    Deliver(AlertOutbox outbox) {
      this.outbox = requireNonNull(outbox, "outbox is null");
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        outbox.deliver();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        throw new JobExecutionException("Alerts were not delivered; they are tried again", e);
      }
    }
  }
}
