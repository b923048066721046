package ro.wowcinema.pipeline.scheduler.cli.load;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.lineage.RunLineage;
import ro.wowcinema.pipeline.scheduler.wiring.RunObserver;

/** Runs a DAG for one date after the other, oldest first. */
final class RunRange {
  private static final int SLOWEST = 3;

  private final CommandEnvironment surroundings;
  private final Dag dag;
  private final DagRunner runner;
  private final Function<LocalDate, Optional<RunLineage>> lineage;
  private final Map<String, Duration> taskTimes = new HashMap<>();
  private final Map<LocalDate, String> failures = new LinkedHashMap<>();
  private long rowsWritten;
  private int succeeded;

  /** The requested dates and options. */
  record Plan(
      List<LocalDate> dates,
      Set<String> tasks,
      boolean isForced,
      boolean isRebuilding,
      boolean keepsGoing,
      boolean showsTasks,
      String command) {
    Plan {
      dates = List.copyOf(dates);
      tasks = Set.copyOf(tasks);
      requireNonNull(command, "command is null");
    }

    private LocalDate last() {
      return dates.get(dates.size() - 1);
    }

    /** Names these dates, and those between them; where a date was left out, it says so again. */
    private String option(List<LocalDate> some) {
      LocalDate first = some.get(0);
      LocalDate end = some.get(some.size() - 1);
      if (first.equals(end)) {
        return "--date " + first;
      }
      return dates.size() == DAYS.between(dates.get(0), last()) + 1
          ? "--from " + first + " --to " + end
          : "--from " + first;
    }
  }

  /**
   * Runs dates of a DAG.
   *
   * @param lineage reports a date's run to others; empty where lineage is off
   */
  RunRange(
      CommandEnvironment surroundings,
      Dag dag,
      DagRunner runner,
      Function<LocalDate, Optional<RunLineage>> lineage) {
    this.surroundings = surroundings;
    this.dag = dag;
    this.runner = runner;
    this.lineage = lineage;
  }

  /**
   * Runs the dates, until one fails (unless all should run) or the user interrupts.
   *
   * @return whether all succeeded
   */
  boolean run(Plan plan) throws InterruptedException {
    Clock clock = surroundings.clock();
    Instant startedAt = clock.instant();
    Deque<LocalDate> left = new ArrayDeque<>(plan.dates());
    try (RunProgress progress = new RunProgress(surroundings.terminal(), clock, plan.showsTasks());
        var cancellation = surroundings.interruption().onRequest(runner::cancel)) {
      while (!left.isEmpty() && continues(plan)) {
        run(left.getFirst(), plan, progress);
        left.removeFirst();
      }
    } finally {
      report(plan, left, Duration.between(startedAt, clock.instant()));
    }
    return left.isEmpty() && failures.isEmpty();
  }

  private boolean continues(Plan plan) {
    return !surroundings.interruption().isRequested() && (failures.isEmpty() || plan.keepsGoing());
  }

  private void run(LocalDate date, Plan plan, RunProgress progress) throws InterruptedException {
    RunRequest all =
        RunRequest.all(dag, date).forced(plan.isForced()).rebuilding(plan.isRebuilding());
    RunSummary summary = run(plan.tasks().isEmpty() ? all : all.only(plan.tasks()), progress);
    rowsWritten += RunSummaryText.rowsWritten(summary);
    summary.tasks().forEach(task -> taskTimes.merge(task.task(), task.took(), Duration::plus));
    if (summary.isSuccess()) {
      succeeded++;
    } else {
      failures.put(date, explain(summary));
    }
  }

  private RunSummary run(RunRequest request, RunProgress progress) throws InterruptedException {
    List<RunListener> listeners = new ArrayList<>(List.of(progress));
    Optional<RunLineage> told = lineage.apply(request.logicalDate());
    told.ifPresent(listeners::add);
    try (RunObserver watch =
        new RunObserver(listeners, told.<Runnable>map(one -> one::close).stream().toList())) {
      return runner.run(request, watch);
    }
  }

  /** Reports a failure at once, and returns it for the summary. */
  private String explain(RunSummary summary) {
    List<String> failed =
        summary.tasks().stream()
            .filter(task -> task.state() == TaskState.FAILED)
            .map(RunRange::failure)
            .toList();
    failed.forEach(surroundings.terminal()::complain);
    if (!failed.isEmpty()) {
      return String.join("; ", failed);
    }
    if (summary.tasks().stream().anyMatch(task -> task.state() == TaskState.CANCELLED)) {
      return "cancelled";
    }
    String others =
        "tasks of this run that were not requested have not succeeded yet; run the date without"
            + " --task";
    surroundings.terminal().complain(others);
    return others;
  }

  private static String failure(TaskOutcome task) {
    return "%s: %s".formatted(task.task(), task.message());
  }

  private void report(Plan plan, Deque<LocalDate> left, Duration took) {
    if (plan.dates().size() > 1) {
      printTotals(plan, took);
      if (plan.keepsGoing()) {
        failures.forEach((date, reason) -> say("failed: %s  %s", date, reason));
      }
      if (!left.isEmpty()) {
        say(
            "Left to run: %s, %s to %s",
            ReadableText.count(left.size(), "date"), left.getFirst(), left.getLast());
      }
    }
    List<LocalDate> unfinished = Stream.concat(failures.keySet().stream(), left.stream()).toList();
    if (!unfinished.isEmpty()) {
      say(
          "%s with: %s %s%s",
          surroundings.interruption().isRequested() ? "Resume" : "After fixing the cause, resume",
          plan.command(),
          plan.option(unfinished),
          plan.isForced() ? "" : " (completed tasks are skipped)");
    }
  }

  private void printTotals(Plan plan, Duration took) {
    String slowest =
        taskTimes.entrySet().stream()
            .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
            .limit(SLOWEST)
            .map(task -> task.getKey() + " " + ReadableText.duration(task.getValue()))
            .collect(Collectors.joining(", "));
    say(
        "%d of %d dates succeeded, %s to %s; %s written in %s; longest in all: %s",
        succeeded,
        plan.dates().size(),
        plan.dates().get(0),
        plan.last(),
        ReadableText.rows(rowsWritten),
        ReadableText.duration(took),
        slowest);
  }

  private void say(String format, Object... arguments) {
    surroundings.terminal().say(format, arguments);
  }
}
