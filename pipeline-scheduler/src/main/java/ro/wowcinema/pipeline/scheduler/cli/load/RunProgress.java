package ro.wowcinema.pipeline.scheduler.cli.load;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.operations.PrintableText;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ProgressLines;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;

/**
 * Shows runs while they go: on a terminal the running tasks with rows and rate in lines that move,
 * elsewhere a plain line for each task that ends and, now and then, for one that takes long.
 * Failures and a line for each run stay.
 */
final class RunProgress implements RunListener, AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration REPEAT = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final Clock clock;
  private final boolean tellsTasks;
  private final Map<String, RunningTask> running = new ConcurrentSkipListMap<>();
  private final Map<String, Boolean> done = new ConcurrentHashMap<>();
  private final AtomicInteger tasks = new AtomicInteger();
  private final ProgressLines lines;
  private final Thread ticker;
  private volatile String title = "";

  /**
   * Starts to watch.
   *
   * @param tellsTasks whether plain output has a line for each task, not for each run only
   */
  RunProgress(Terminal terminal, Clock clock, boolean tellsTasks) {
    this.terminal = terminal;
    this.clock = clock;
    this.tellsTasks = tellsTasks;
    this.lines = new ProgressLines(terminal);
    this.ticker = new Thread(this::tickUntilClosed, "progress");
    ticker.setDaemon(true);
    ticker.start();
  }

  @Override
  public void runStarted(String dag, LocalDate logicalDate, int count) {
    title = dag + " " + logicalDate;
    tasks.set(count);
    done.clear();
    running.clear();
  }

  @Override
  public void taskStarted(String task, int attempt) {
    running.put(task, new RunningTask(task, clock.instant()));
  }

  @Override
  public void taskAdvanced(String task, long rows) {
    RunningTask current = running.get(task);
    if (current != null) {
      current.add(rows);
    }
  }

  @Override
  public void taskWillRetry(String task, String reason, Duration pause) {
    running.remove(task);
    lines.say(
        terminal.yellow("retry ")
            + task
            + " in "
            + ReadableText.duration(pause)
            + ": "
            + PrintableText.lines(ReadableText.firstLine(reason)));
  }

  @Override
  public void taskFinished(TaskOutcome outcome) {
    running.remove(outcome.task());
    done.put(outcome.task(), true);
    if (outcome.state() == TaskState.FAILED) {
      lines.say(
          terminal.red("failed ") + outcome.task() + ": " + PrintableText.lines(outcome.message()));
    } else if (tellsTasks
        && !terminal.isInteractive()
        && outcome.attempts() > 0
        && outcome.state() != TaskState.SKIPPED) {
      lines.say("%s  %s  %s".formatted(title, outcome.task(), RunSummaryText.task(outcome)));
    }
  }

  @Override
  public void runFinished(RunSummary summary) {
    lines.clear();
    lines.say(RunSummaryText.run(terminal, summary));
  }

  @Override
  public void close() {
    ticker.interrupt();
    lines.clear();
  }

  private void tickUntilClosed() {
    Duration period = terminal.isInteractive() ? REDRAW : REPEAT;
    try {
      while (true) {
        Thread.sleep(period.toMillis());
        tick();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void tick() {
    if (running.isEmpty()) {
      return;
    }
    if (terminal.isInteractive()) {
      lines.draw(
          terminal.bold(title) + "  %d of %d tasks".formatted(done.size(), tasks.get()),
          running.values().stream().map(task -> "  " + task.line(clock.instant())).toList());
    } else {
      running.values().stream()
          .filter(task -> task.age(clock.instant()).compareTo(REPEAT) >= 0)
          .forEach(task -> lines.say("%s  %s".formatted(title, task.line(clock.instant()))));
    }
  }
}
