package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * Whose work is checked: what its figures are compared with.
 *
 * @param dag name of the DAG
 * @param task name of the task
 * @param logicalDate the run's date
 */
public record CheckedTask(String dag, String task, LocalDate logicalDate) {
  public CheckedTask {
    requireNonNull(dag, "dag is null");
    requireNonNull(task, "task is null");
    requireNonNull(logicalDate, "logicalDate is null");
  }
}
