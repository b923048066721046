package ro.wowcinema.pipeline.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * How a run ended.
 *
 * @param runId its number in the ledger
 * @param dag the DAG
 * @param logicalDate the date
 * @param state a final state
 * @param tasks how each task that was to run ended, in the DAG's order
 * @param took how long it ran
 */
public record RunSummary(
    long runId,
    String dag,
    LocalDate logicalDate,
    RunState state,
    List<TaskOutcome> tasks,
    Duration took) {
  public RunSummary {
    requireNonNull(dag, "dag is null");
    requireNonNull(logicalDate, "logicalDate is null");
    requireNonNull(state, "state is null");
    tasks = List.copyOf(tasks);
    requireNonNull(took, "took is null");
  }

  public boolean isSuccess() {
    return state == RunState.SUCCESS;
  }
}
