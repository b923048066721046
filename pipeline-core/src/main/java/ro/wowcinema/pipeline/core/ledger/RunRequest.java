package ro.wowcinema.pipeline.core.ledger;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.InvalidDagException;
import ro.wowcinema.pipeline.core.dag.Task;

/** Which tasks of a run to execute, and how. */
public record RunRequest(
    Dag dag, LocalDate logicalDate, Set<String> tasks, boolean force, boolean rebuild) {
  /**
   * Checks what is requested.
   *
   * @throws InvalidDagException where the DAG has no such task
   */
  public RunRequest {
    requireNonNull(dag, "dag is null");
    requireNonNull(logicalDate, "logicalDate is null");
    tasks = Set.copyOf(tasks);
    tasks.forEach(dag::task);
  }

  /** Every task of the DAG. */
  public static RunRequest all(Dag dag, LocalDate logicalDate) {
    return new RunRequest(
        dag,
        logicalDate,
        dag.tasks().stream().map(Task::name).collect(Collectors.toSet()),
        false,
        false);
  }

  public RunRequest forced(boolean isForced) {
    return new RunRequest(dag, logicalDate, tasks, isForced, rebuild);
  }

  public RunRequest rebuilding(boolean isRebuilding) {
    return new RunRequest(dag, logicalDate, tasks, force, isRebuilding);
  }

  public RunRequest only(Set<String> someTasks) {
    return new RunRequest(dag, logicalDate, someTasks, force, rebuild);
  }

  /** For people: {@code warehouse 2026-10-25}. */
  public String title() {
    return "%s %s".formatted(dag.name(), logicalDate);
  }
}
