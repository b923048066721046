package ro.wowcinema.pipeline.core.execution;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run that continues while the test looks at it. */
final class RunInBackground {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FutureTask<RunSummary> task;

  private RunInBackground(FutureTask<RunSummary> task) {
    this.task = task;
  }

  static RunInBackground start(Callable<RunSummary> run) {
    FutureTask<RunSummary> task = new FutureTask<>(run);
    Thread thread = new Thread(task, "run-in-background");
    thread.setDaemon(true);
    thread.start();
    return new RunInBackground(task);
  }

  /** Returns once it is so; fails where the run ends before. */
  void awaitThat(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .failFast("the run is over", task::isDone)
        .until(condition);
  }

  RunSummary summary() throws InterruptedException {
    try {
      return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The run failed", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("The run does not end", e);
    }
  }

  /** What ended the run. */
  Throwable failure() throws InterruptedException {
    try {
      return new AssertionError("The run did not fail: " + task.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      return e;
    }
  }
}
