package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.ledger.LeaseLostException;
import ro.wowcinema.pipeline.core.schedule.RunQueue;
import ro.wowcinema.pipeline.scheduler.wiring.RunObserver;

/** Executes what a DAG's queue has, on the caller's thread, until it has nothing more. */
final class RunExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

  private final DagRunner runner;
  private final RunQueue queue;
  private final RunObservers watchers;
  private volatile boolean isStopping;

  RunExecutor(DagRunner runner, RunQueue queue, RunObservers watchers) {
    this.runner = requireNonNull(runner, "runner is null");
    this.queue = requireNonNull(queue, "queue is null");
    this.watchers = requireNonNull(watchers, "watchers is null");
  }

  /** From now on no run is started. */
  void stop() {
    isStopping = true;
  }

  void executeAll(Dag dag) throws InterruptedException {
    boolean goesOn = true;
    while (goesOn && !isStopping) {
      Optional<LocalDate> next = queue.next(dag.name());
      goesOn = next.isPresent() && execute(dag, next.get());
    }
  }

  /** False where it could not be executed here and now; a tick will look after it. */
  private boolean execute(Dag dag, LocalDate logicalDate) throws InterruptedException {
    try (RunObserver watch = watchers.watch(dag, logicalDate)) {
      Optional<RunSummary> summary = runner.runRequested(dag, logicalDate, watch);
      return summary.isPresent();
    } catch (LeaseLostException | DatabaseUnavailableException e) {
      LOG.warn("{} {}: {}", dag.name(), logicalDate, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("{} {} was aborted", dag.name(), logicalDate, e);
      return false;
    }
  }
}
