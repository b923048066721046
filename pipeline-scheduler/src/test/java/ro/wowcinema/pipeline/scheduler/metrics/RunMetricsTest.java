package ro.wowcinema.pipeline.scheduler.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;

final class RunMetricsTest {
  private static final LocalDate DATE = LocalDate.of(2026, 10, 25);

  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countsAndTimesARun() {
    try (RunMetrics run = metrics.forRun("warehouse")) {
      run.runStarted("warehouse", DATE, 2);
      run.taskStarted("stage_users", 1);
      assertThat(lines()).contains("pipeline_tasks_running 1.0");
      run.taskWillRetry("stage_users", "connection lost", Duration.ofSeconds(1));
      assertThat(lines()).contains("pipeline_tasks_running 0.0");
      run.taskStarted("stage_users", 2);
      run.taskFinished(outcome("stage_users", TaskState.FAILED, 2, Duration.ofMillis(2500)));
      run.taskFinished(outcome("cleanse_users", TaskState.UPSTREAM_FAILED, 0, Duration.ZERO));
      run.runFinished(summary(RunState.FAILED, Duration.ofSeconds(3)));
    }

    String task = "{dag=\"warehouse\",state=\"failed\",task=\"stage_users\"";
    assertThat(lines())
        .contains(
            "pipeline_tasks_running 0.0",
            "pipeline_task_retries_total{dag=\"warehouse\",task=\"stage_users\"} 1.0",
            "pipeline_task_rows_total{dag=\"warehouse\",direction=\"read\",task=\"stage_users\"} 10.0",
            "pipeline_task_rows_total{dag=\"warehouse\",direction=\"written\",task=\"stage_users\"} 5.0",
            "pipeline_task_seconds_sum" + task + "} 2.5",
            "pipeline_task_seconds_bucket" + task + ",le=\"1.0\"} 0",
            "pipeline_task_seconds_bucket" + task + ",le=\"5.0\"} 1",
            "pipeline_runs_total{dag=\"warehouse\",state=\"failed\"} 1.0",
            "pipeline_run_seconds_count{dag=\"warehouse\",state=\"failed\"} 1")
        .noneMatch(line -> line.contains("cleanse_users"))
        .noneMatch(line -> line.contains("2026"));
  }

  /** Prometheus sees no increase from nothing to 1, only one from 0 to 1. */
  @Test
  void everySeriesOfADagIsThereAtZeroBeforeItsFirstRun() {
    metrics.registerRuns("warehouse", List.of("stage_users"));
    List<String> before = lines();
    List<String> namesBefore = names(before);

    assertThat(before)
        .contains(
            "pipeline_runs_total{dag=\"warehouse\",state=\"success\"} 0.0",
            "pipeline_runs_total{dag=\"warehouse\",state=\"failed\"} 0.0",
            "pipeline_runs_total{dag=\"warehouse\",state=\"cancelled\"} 0.0",
            "pipeline_runs_total{dag=\"warehouse\",state=\"queued\"} 0.0",
            "pipeline_runs_total{dag=\"warehouse\",state=\"lost\"} 0.0",
            "pipeline_task_retries_total{dag=\"warehouse\",task=\"stage_users\"} 0.0");
    assertThat(before.stream().filter(RunMetricsTest::isOfDag))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" 0") || line.endsWith(" 0.0"));

    for (RunState state : RunState.values()) {
      if (state != RunState.RUNNING) {
        run(state);
      }
    }
    try (RunMetrics lost = metrics.forRun("warehouse")) {
      lost.runStarted("warehouse", DATE, 1);
    }

    assertThat(names(lines())).as("a series that a run added").isEqualTo(namesBefore);
  }

  private void run(RunState state) {
    try (RunMetrics run = metrics.forRun("warehouse")) {
      run.runStarted("warehouse", DATE, 1);
      for (TaskState end :
          List.of(TaskState.SUCCESS, TaskState.SKIPPED, TaskState.FAILED, TaskState.CANCELLED)) {
        run.taskStarted("stage_users", 1);
        run.taskWillRetry("stage_users", "", Duration.ZERO);
        run.taskFinished(outcome("stage_users", end, 2, Duration.ofSeconds(1)));
      }
      run.runFinished(summary(state, Duration.ofSeconds(1)));
    }
  }

  private static boolean isOfDag(String line) {
    return line.contains("dag=\"warehouse\"");
  }

  private static List<String> names(List<String> lines) {
    return lines.stream()
        .filter(RunMetricsTest::isOfDag)
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  @Test
  void runThatEndsWithoutASummaryIsLostAndLeavesNothingRunning() {
    RunMetrics run = metrics.forRun("warehouse");
    run.runStarted("warehouse", DATE, 2);
    run.taskStarted("stage_users", 1);
    run.taskStarted("stage_plans", 1);

    run.close();
    run.close();

    assertThat(lines())
        .contains(
            "pipeline_tasks_running 0.0",
            "pipeline_runs_total{dag=\"warehouse\",state=\"lost\"} 1.0");
  }

  @Test
  void whatOthersKnowIsShownToo() {
    metrics.gauge("pipeline_age_seconds", "Age", Map.of("dag", "warehouse"), () -> 12);
    metrics.gauge("pipeline_unknown", "Not known yet", Map.of(), () -> null);
    metrics.counter("pipeline_lost_total", "Lost", Map.of(), () -> 3L);

    assertThat(lines())
        .contains(
            "# HELP pipeline_age_seconds Age",
            "pipeline_age_seconds{dag=\"warehouse\"} 12.0",
            "pipeline_unknown NaN",
            "# TYPE pipeline_lost_total counter",
            "pipeline_lost_total 3.0");
  }

  private List<String> lines() {
    return metrics.scrape().lines().toList();
  }

  private static TaskOutcome outcome(String task, TaskState state, int attempts, Duration took) {
    return new TaskOutcome(task, state, attempts, 10, 5, took, "");
  }

  private static RunSummary summary(RunState state, Duration took) {
    return new RunSummary(1, "warehouse", DATE, state, List.of(), took);
  }
}
