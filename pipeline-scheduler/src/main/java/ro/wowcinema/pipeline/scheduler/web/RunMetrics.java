package ro.wowcinema.pipeline.scheduler.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import ro.wowcinema.pipeline.core.run.RunListener;
import ro.wowcinema.pipeline.core.run.RunSummary;
import ro.wowcinema.pipeline.core.run.TaskOutcome;

/**
 * Counts and times one run and its tasks. A run that ends without a summary, because it lost its
 * lease or the database, counts as {@code lost} once this is closed.
 */
public final class RunMetrics implements RunListener, AutoCloseable {
  /** From a job that finds nothing to do to one that takes as long as it may. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(2)
  };

  private final MeterRegistry registry;
  private final AtomicInteger allTasksRunning;
  private final String dag;
  private final Set<String> tasksRunning = ConcurrentHashMap.newKeySet();
  private volatile boolean isUnderWay;

  RunMetrics(MeterRegistry registry, AtomicInteger allTasksRunning, String dag) {
    this.registry = registry;
    this.allTasksRunning = allTasksRunning;
    this.dag = dag;
  }

  @Override
  public void runStarted(String dagName, LocalDate logicalDate, int tasks) {
    isUnderWay = true;
  }

  @Override
  public void taskStarted(String task, int attempt) {
    if (tasksRunning.add(task)) {
      allTasksRunning.incrementAndGet();
    }
  }

  @Override
  public void taskWillRetry(String task, String reason, Duration pause) {
    ended(task);
    counter("pipeline_task_retries", "Attempts of tasks that were followed by another", task)
        .register(registry)
        .increment();
  }

  @Override
  public void taskFinished(TaskOutcome outcome) {
    ended(outcome.task());
    if (outcome.attempts() > 0) {
      Timer.builder("pipeline_task")
          .description("How long tasks took, from the first attempt to the end")
          .tags("dag", dag, "task", outcome.task(), "state", outcome.state().code())
          .serviceLevelObjectives(BUCKETS)
          .register(registry)
          .record(outcome.took());
      count(outcome.task(), "read", outcome.rowsRead());
      count(outcome.task(), "written", outcome.rowsWritten());
    }
  }

  @Override
  public void runFinished(RunSummary summary) {
    isUnderWay = false;
    countRun(summary.state().code());
    Timer.builder("pipeline_run")
        .description("How long runs took")
        .tags("dag", dag, "state", summary.state().code())
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(summary.took());
  }

  @Override
  public void close() {
    tasksRunning.forEach(this::ended);
    if (isUnderWay) {
      isUnderWay = false;
      countRun("lost");
    }
  }

  private void ended(String task) {
    if (tasksRunning.remove(task)) {
      allTasksRunning.decrementAndGet();
    }
  }

  private void count(String task, String direction, long rows) {
    counter("pipeline_task_rows", "Rows that tasks took in and wrote", task)
        .tag("direction", direction)
        .register(registry)
        .increment((double) rows);
  }

  private void countRun(String state) {
    Counter.builder("pipeline_runs")
        .description("Runs that ended")
        .tags("dag", dag, "state", state)
        .register(registry)
        .increment();
  }

  private Counter.Builder counter(String name, String description, String task) {
    return Counter.builder(name).description(description).tags("dag", dag, "task", task);
  }
}
