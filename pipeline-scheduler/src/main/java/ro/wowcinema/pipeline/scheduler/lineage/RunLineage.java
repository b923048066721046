package ro.wowcinema.pipeline.scheduler.lineage;

import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/**
 * Publishes events of one run and of each attempt of its tasks: its start, and how it ended. Tasks
 * that never started have no events. What is still open when this is closed, because the run lost
 * its lease or the database, is reported as aborted.
 */
public final class RunLineage implements RunListener, AutoCloseable {
  private final RunEvents events;
  private final Function<String, Lineage> lineage;
  private final Clock clock;
  private final EventQueue queue;
  private final Map<String, TaskAttempt> underWay = new ConcurrentHashMap<>();
  private volatile boolean isUnderWay;

  RunLineage(RunEvents events, Function<String, Lineage> lineage, Clock clock, EventQueue queue) {
    this.events = events;
    this.lineage = lineage;
    this.clock = clock;
    this.queue = queue;
  }

  @Override
  public void runStarted(String dag, LocalDate logicalDate, int tasks) {
    isUnderWay = true;
    addRunEvent(EventType.START, Optional.empty());
  }

  @Override
  public void taskStarted(String task, int number) {
    TaskAttempt attempt = new TaskAttempt(task, number, clock.instant());
    underWay.put(task, attempt);
    addEvent(EventType.START, attempt, Optional.empty(), Optional.empty());
  }

  @Override
  public void taskWillRetry(String task, String reason, Duration pause) {
    addEndEvent(task, EventType.FAIL, Optional.empty(), Optional.of(reason));
  }

  @Override
  public void taskFinished(TaskOutcome outcome) {
    boolean isDone = outcome.state() == TaskState.SUCCESS || outcome.state() == TaskState.SKIPPED;
    addEndEvent(
        outcome.task(),
        isDone ? EventType.COMPLETE : endOf(outcome.state()),
        Optional.of(outcome.rowsWritten()).filter(rows -> isDone),
        Optional.of(outcome.message()).filter(text -> outcome.state() == TaskState.FAILED));
  }

  private static EventType endOf(TaskState state) {
    return state == TaskState.FAILED ? EventType.FAIL : EventType.ABORT;
  }

  @Override
  public void runFinished(RunSummary summary) {
    isUnderWay = false;
    if (summary.isSuccess()) {
      addRunEvent(EventType.COMPLETE, Optional.empty());
    } else if (summary.state() == RunState.CANCELLED) {
      addRunEvent(EventType.ABORT, Optional.empty());
    } else {
      addRunEvent(EventType.FAIL, Optional.of(failed(summary)));
    }
  }

  private static String failed(RunSummary summary) {
    return summary.tasks().stream()
        .filter(task -> task.state() == TaskState.FAILED)
        .map(TaskOutcome::task)
        .reduce((one, other) -> one + ", " + other)
        .map(tasks -> "failed: " + tasks)
        .orElse("a task failed before");
  }

  @Override
  public void close() {
    for (String task : underWay.keySet()) {
      addEndEvent(task, EventType.ABORT, Optional.empty(), Optional.empty());
    }
    if (isUnderWay) {
      isUnderWay = false;
      addRunEvent(EventType.ABORT, Optional.empty());
    }
  }

  private void addEndEvent(
      String task, EventType type, Optional<Long> rows, Optional<String> error) {
    TaskAttempt attempt = underWay.remove(task);
    if (attempt != null) {
      addEvent(type, attempt, rows, error);
    }
  }

  private void addEvent(
      EventType type, TaskAttempt attempt, Optional<Long> rows, Optional<String> error) {
    Instant at = clock.instant();
    Optional<String> told = error.map(RunLineage::firstLine);
    queue.add(
        () -> {
          RunEvent event =
              events.ofTask(type, at, attempt, lineage.apply(attempt.task()), rows, told);
          return Stream.concat(Stream.of(event), checks(type, at, attempt)).toList();
        });
  }

  private Stream<RunEvent> checks(EventType type, Instant at, TaskAttempt attempt) {
    return type == EventType.START ? Stream.of() : events.ofChecks(attempt, at).stream();
  }

  private void addRunEvent(EventType type, Optional<String> error) {
    Instant at = clock.instant();
    queue.add(() -> List.of(events.ofRun(type, at, error)));
  }

  /** PostgreSQL says on the first line what is wrong, and on others shows the data. */
  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
