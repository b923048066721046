package ro.wowcinema.pipeline.core.schedule;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A DAG whose run of a date comes before another DAG's run of that date.
 *
 * @param schedule of the upstream DAG
 * @param tasks of the other DAG that read what it writes: once they are done, the run waits no
 *     longer
 */
public record UpstreamDag(Schedule schedule, Set<String> tasks) {
  public UpstreamDag {
    requireNonNull(schedule, "schedule is null");
    tasks = Set.copyOf(tasks);
  }
}
