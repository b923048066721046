package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/** How far a task has come in this run of the process; only the coordinating thread touches it. */
final class TaskProgress {
  private final Task task;
  private TaskState state = TaskState.QUEUED;
  private Instant startedAt;
  private int attempts;
  private Future<?> retry;

  TaskProgress(Task task) {
    this.task = requireNonNull(task, "task is null");
  }

  Task task() {
    return task;
  }

  String name() {
    return task.name();
  }

  TaskState state() {
    return state;
  }

  /** Attempts made, the one under way included. */
  int attempts() {
    return attempts;
  }

  /** When the first attempt began. */
  Instant startedAt() {
    return startedAt;
  }

  void start(Instant now) {
    state = TaskState.RUNNING;
    attempts++;
    startedAt = startedAt == null ? now : startedAt;
  }

  void end(TaskState newState) {
    state = newState;
  }

  /** Waits for the retry, which will queue the task again. */
  void awaitRetry(Future<?> newRetry) {
    retry = newRetry;
  }

  /** Back into the queue, if it waits for a retry. */
  void requeue() {
    if (state == TaskState.UP_FOR_RETRY) {
      retry.cancel(false);
      state = TaskState.QUEUED;
    }
  }

  /** How it ended. */
  TaskOutcome outcome(JobResult result, Instant now) {
    return new TaskOutcome(
        name(),
        state,
        attempts,
        result.rowsRead(),
        result.rowsWritten(),
        Duration.between(startedAt, now),
        result.message());
  }
}
