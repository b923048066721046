package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import ro.wowcinema.pipeline.core.ledger.RunState;

/**
 * How a run ended.
 *
 * @param runId its number in the ledger
 * @param dag the DAG
 * @param logicalDate the date
 * @param state how the run stands in the ledger: queued where tasks that were not requested remain
 * @param tasks how each requested task ended, in the DAG's order
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

  /** Whether all that was requested succeeded, and nothing of the run failed before. */
  public boolean isSuccess() {
    return state == RunState.SUCCESS || state == RunState.QUEUED;
  }
}
