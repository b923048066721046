package ro.wowcinema.pipeline.scheduler.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;

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

  private static final String LOST = "lost";

  /** How a run can end here; queued: left to another process. */
  private static final List<String> TIMED_RUN_STATES =
      List.of(
          RunState.SUCCESS.code(),
          RunState.FAILED.code(),
          RunState.CANCELLED.code(),
          RunState.QUEUED.code());

  /** How a task that was started can end. */
  private static final List<TaskState> TASK_STATES =
      List.of(TaskState.SUCCESS, TaskState.SKIPPED, TaskState.FAILED, TaskState.CANCELLED);

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

  /**
   * Shows all series of a DAG at 0. Prometheus computes increases from the first value that it
   * sees: of a series that begins at 1 it never sees the first event.
   */
  static void registerAtZero(MeterRegistry registry, String dag, Collection<String> tasks) {
    RunMetrics metrics = new RunMetrics(registry, new AtomicInteger(), dag);
    metrics.runCounter(LOST);
    for (String state : TIMED_RUN_STATES) {
      metrics.runCounter(state);
      metrics.runTimer(state);
    }
    for (String task : tasks) {
      metrics.retryCounter(task);
      metrics.rowCounter(task, "read");
      metrics.rowCounter(task, "written");
      TASK_STATES.forEach(state -> metrics.taskTimer(task, state));
    }
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
    retryCounter(task).increment();
  }

  @Override
  public void taskFinished(TaskOutcome outcome) {
    ended(outcome.task());
    if (outcome.attempts() > 0) {
      taskTimer(outcome.task(), outcome.state()).record(outcome.took());
      rowCounter(outcome.task(), "read").increment((double) outcome.rowsRead());
      rowCounter(outcome.task(), "written").increment((double) outcome.rowsWritten());
    }
  }

  @Override
  public void runFinished(RunSummary summary) {
    isUnderWay = false;
    runCounter(summary.state().code()).increment();
    runTimer(summary.state().code()).record(summary.took());
  }

  @Override
  public void close() {
    tasksRunning.forEach(this::ended);
    if (isUnderWay) {
      isUnderWay = false;
      runCounter(LOST).increment();
    }
  }

  private void ended(String task) {
    if (tasksRunning.remove(task)) {
      allTasksRunning.decrementAndGet();
    }
  }

  private Counter runCounter(String state) {
    return Counter.builder("pipeline_runs")
        .description("Runs that ended")
        .tags("dag", dag, "state", state)
        .register(registry);
  }

  private Timer runTimer(String state) {
    return Timer.builder("pipeline_run")
        .description("How long runs took")
        .tags("dag", dag, "state", state)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter retryCounter(String task) {
    return Counter.builder("pipeline_task_retries")
        .description("Attempts of tasks that were followed by another")
        .tags("dag", dag, "task", task)
        .register(registry);
  }

  private Counter rowCounter(String task, String direction) {
    return Counter.builder("pipeline_task_rows")
        .description("Rows that tasks read and wrote")
        .tags("dag", dag, "task", task, "direction", direction)
        .register(registry);
  }

  private Timer taskTimer(String task, TaskState state) {
    return Timer.builder("pipeline_task")
        .description("How long tasks took, from the first attempt to the end")
        .tags("dag", dag, "task", task, "state", state.code())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
