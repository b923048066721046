package ro.wowcinema.pipeline.scheduler.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ro.wowcinema.pipeline.core.execution.DaemonThreads;

/**
 * A check that always answers in time. While it hangs, all callers wait for the same look: it never
 * uses more than one thread.
 */
final class TimedHealthCheck implements AutoCloseable {
  private final HealthCheck check;
  private final Duration limit;
  private final ExecutorService thread;
  private Future<Optional<String>> look;

  TimedHealthCheck(HealthCheck check, Duration limit) {
    this.check = check;
    this.limit = limit;
    this.thread = Executors.newSingleThreadExecutor(DaemonThreads.named("health-" + check.name()));
  }

  String name() {
    return check.name();
  }

  /** Begins to look, unless a look is in progress. */
  synchronized Future<Optional<String>> look() {
    if (look == null || look.isDone()) {
      look = thread.submit(() -> check.problem().get());
    }
    return look;
  }

  /** What is wrong, if anything; no answer within the limit is wrong too. */
  Optional<String> problem(Future<Optional<String>> current) throws InterruptedException {
    try {
      return current.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.of("no answer within " + limit);
    } catch (ExecutionException e) {
      return Optional.of("cannot be checked: " + e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
