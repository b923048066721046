package ro.wowcinema.pipeline.core.execution;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.MDC;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.execution.attempt.AttemptResult;
import ro.wowcinema.pipeline.core.execution.attempt.AttemptRunner;
import ro.wowcinema.pipeline.core.execution.attempt.AttemptTimedOutException;
import ro.wowcinema.pipeline.core.execution.attempt.RunningStatements;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.RunRequest;

/** The threads that run a run's attempts, each within its time limit. */
final class TaskWorkers {
  /**
   * A task may be between two statements when it is cancelled, so it is cancelled until it ends.
   */
  private static final Duration CANCEL_EVERY = Duration.ofMillis(250);

  private final RunRequest request;
  private final Lease lease;
  private final Components components;
  private final AttemptRunner attempts;
  private final RunningStatements statements;
  private final RunnerSettings settings;
  private final ScheduledExecutorService timer;
  private final ExecutorService pool;
  private Future<?> cancellation;

  /** Whether an attempt's time is up; set by the timer, read by the worker. */
  private static final class TimeLimit {
    private volatile boolean isOver;
  }

  TaskWorkers(
      RunRequest request,
      Lease lease,
      Components components,
      AttemptRunner attempts,
      RunningStatements statements,
      RunnerSettings settings,
      ScheduledExecutorService timer) {
    this.request = request;
    this.lease = lease;
    this.components = components;
    this.attempts = attempts;
    this.statements = statements;
    this.settings = settings;
    this.timer = timer;
    this.pool = Executors.newCachedThreadPool(DaemonThreads.named("task-worker"));
  }

  /** Starts an attempt, which has a slot; its end is reported on the worker's thread. */
  void start(Task task, LongConsumer progress, Consumer<AttemptResult> ended) {
    pool.execute(
        () -> {
          MDC.put("run", request.title());
          MDC.put("task", task.name());
          AttemptResult result = withinTimeLimit(task, progress);
          MDC.clear();
          ended.accept(result);
        });
  }

  /** Cancels what runs until the workers are stopped. */
  void cancelAll() {
    cancellation = cancelUntilStopped(Duration.ZERO, statements::cancelAll);
  }

  private AttemptResult withinTimeLimit(Task task, LongConsumer progress) {
    TimeLimit limit = new TimeLimit();
    Duration timeout = settings.attemptTimeout(task);
    Future<?> watch =
        cancelUntilStopped(
            timeout,
            () -> {
              limit.isOver = true;
              statements.cancel(task.name());
            });
    LongConsumer advance =
        rows -> {
          stopIfInterrupted();
          progress.accept(rows);
        };
    AttemptResult result =
        attempts.run(request, lease, task.name(), () -> task.job().create(components), advance);
    watch.cancel(false);
    return limit.isOver && result instanceof AttemptResult.Failed failed
        ? failed.because(new AttemptTimedOutException(timeout, failed.failure()))
        : result;
  }

  /** This reaches a job that neither has a statement on the server nor waits for anything. */
  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("cancelled");
    }
  }

  private Future<?> cancelUntilStopped(Duration delay, Runnable cancel) {
    return timer.scheduleWithFixedDelay(
        cancel, delay.toMillis(), CANCEL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Cancels everything that still runs. */
  void stop() {
    if (cancellation != null) {
      cancellation.cancel(false);
    }
    statements.abortAll();
    pool.shutdownNow();
  }
}
