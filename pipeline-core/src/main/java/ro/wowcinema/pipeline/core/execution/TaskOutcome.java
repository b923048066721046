package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/**
 * How a task of a run ended.
 *
 * @param task its name
 * @param state a final state
 * @param attempts attempts made in this run of the process
 * @param rowsRead records or rows taken in
 * @param rowsWritten rows inserted, updated and deleted
 * @param took from the first attempt's start to the end
 * @param message what the job or the failure said; may be empty
 */
public record TaskOutcome(
    String task,
    TaskState state,
    int attempts,
    long rowsRead,
    long rowsWritten,
    Duration took,
    String message) {
  public TaskOutcome {
    requireNonNull(task, "task is null");
    requireNonNull(state, "state is null");
    requireNonNull(took, "took is null");
    requireNonNull(message, "message is null");
  }

  static TaskOutcome notRun(String task, TaskState state, String message) {
    return new TaskOutcome(task, state, 0, 0, 0, Duration.ZERO, message);
  }
}
