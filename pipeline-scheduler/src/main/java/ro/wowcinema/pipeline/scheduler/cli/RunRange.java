package ro.wowcinema.pipeline.scheduler.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.run.DagRunner;
import ro.wowcinema.pipeline.core.run.RunRequest;
import ro.wowcinema.pipeline.core.run.RunSummary;
import ro.wowcinema.pipeline.core.run.TaskOutcome;
import ro.wowcinema.pipeline.core.run.TaskState;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;

/** Runs a DAG for one date after the other, oldest first, until one does not succeed. */
final class RunRange {
  private static final int SLOWEST = 3;

  private final Surroundings surroundings;
  private final Dag dag;
  private final DagRunner runner;
  private final Map<String, Duration> taskTimes = new HashMap<>();
  private long rowsWritten;
  private int succeeded;

  RunRange(Surroundings surroundings, Dag dag, DagRunner runner) {
    this.surroundings = surroundings;
    this.dag = dag;
    this.runner = runner;
  }

  /**
   * Runs the dates.
   *
   * @param tasks which tasks of each; all where empty
   * @param tellsTasks whether plain output has a line for each task
   * @return whether all succeeded
   */
  boolean run(List<LocalDate> dates, Set<String> tasks, boolean force, boolean tellsTasks)
      throws InterruptedException {
    Clock clock = surroundings.clock();
    Instant startedAt = clock.instant();
    boolean isGood = true;
    try (RunProgress progress = new RunProgress(surroundings.terminal(), clock, tellsTasks);
        var cancellation = surroundings.interruption().onRequest(runner::cancel)) {
      for (LocalDate date : dates) {
        isGood = !surroundings.interruption().isRequested() && run(date, tasks, force, progress);
        if (!isGood) {
          break;
        }
      }
    }
    tell(dates, Duration.between(startedAt, clock.instant()));
    return isGood;
  }

  private boolean run(LocalDate date, Set<String> tasks, boolean force, RunProgress progress)
      throws InterruptedException {
    RunRequest all = RunRequest.all(dag, date).forced(force);
    RunSummary summary = runner.run(tasks.isEmpty() ? all : all.only(tasks), progress);
    rowsWritten += RunSummaryText.rowsWritten(summary);
    summary.tasks().forEach(task -> taskTimes.merge(task.task(), task.took(), Duration::plus));
    if (summary.isSuccess()) {
      succeeded++;
    } else {
      explain(summary);
    }
    return summary.isSuccess();
  }

  private void explain(RunSummary summary) {
    Terminal terminal = surroundings.terminal();
    List<TaskOutcome> failed =
        summary.tasks().stream().filter(task -> task.state() == TaskState.FAILED).toList();
    failed.forEach(task -> terminal.complain("%s: %s".formatted(task.task(), task.message())));
    if (failed.isEmpty()
        && summary.tasks().stream().noneMatch(t -> t.state() == TaskState.CANCELLED)) {
      terminal.say(
          "Tasks of this run that were not asked for have not succeeded yet; run the date without --task.");
      return;
    }
    terminal.say(
        "When that is mended: ./pipeline run%s --date %s goes on with it; what is done is not done again.",
        dag.name().equals(Dags.WAREHOUSE.name()) ? "" : " --dag " + dag.name(),
        summary.logicalDate());
  }

  private void tell(List<LocalDate> dates, Duration took) {
    if (dates.size() == 1) {
      return;
    }
    String slowest =
        taskTimes.entrySet().stream()
            .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
            .limit(SLOWEST)
            .map(task -> task.getKey() + " " + Texts.duration(task.getValue()))
            .collect(Collectors.joining(", "));
    surroundings
        .terminal()
        .say(
            "%d of %d dates succeeded, %s to %s; %s written in %s; longest in all: %s",
            succeeded,
            dates.size(),
            dates.get(0),
            dates.get(dates.size() - 1),
            Texts.rows(rowsWritten),
            Texts.duration(took),
            slowest);
  }
}
