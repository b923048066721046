package ro.wowcinema.pipeline.scheduler.cli.load;

import java.util.ArrayList;
import java.util.List;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.operations.PrintableText;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;

/** How runs and tasks ended, in words. */
final class RunSummaryText {
  private RunSummaryText() {}

  /**
   * {@code warehouse 2026-10-03 success 18 tasks, 12 had nothing to do; 1,234 rows written in 0.6
   * s}.
   */
  static String run(Terminal terminal, RunSummary summary) {
    List<String> parts = new ArrayList<>();
    parts.add(ReadableText.count(count(summary, TaskState.SUCCESS), "task"));
    add(parts, count(summary, TaskState.SKIPPED), "had nothing to do");
    add(parts, count(summary, TaskState.FAILED), "failed");
    add(parts, count(summary, TaskState.UPSTREAM_FAILED), "not run because of that");
    add(parts, count(summary, TaskState.CANCELLED), "cancelled");
    return "%s %s  %s  %s; %s written in %s"
        .formatted(
            summary.dag(),
            summary.logicalDate(),
            state(terminal, summary),
            String.join(", ", parts),
            ReadableText.rows(rowsWritten(summary)),
            ReadableText.duration(summary.took()));
  }

  /** {@code success 500 rows (1,600/s) 0.3 s}. */
  static String task(TaskOutcome outcome) {
    long rows = Math.max(outcome.rowsRead(), outcome.rowsWritten());
    String message =
        outcome.message().isEmpty() ? "" : "  " + PrintableText.lines(outcome.message());
    return "%s  %s%s  %s%s"
        .formatted(
            outcome.state().code(),
            ReadableText.rows(rows),
            rows == 0 ? "" : ReadableText.rate(rows, outcome.took()),
            ReadableText.duration(outcome.took()),
            message);
  }

  static long rowsWritten(RunSummary summary) {
    return summary.tasks().stream().mapToLong(TaskOutcome::rowsWritten).sum();
  }

  private static String state(Terminal terminal, RunSummary summary) {
    boolean isPart = summary.state() == RunState.QUEUED;
    String word = isPart ? "success of a part" : summary.state().code();
    return summary.isSuccess() ? terminal.green(word) : terminal.red(word);
  }

  private static long count(RunSummary summary, TaskState state) {
    return summary.tasks().stream().filter(task -> task.state() == state).count();
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
