package ro.wowcinema.pipeline.core.dag;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import ro.wowcinema.pipeline.core.job.Job;

/**
 * A job's place in a DAG.
 *
 * @param name unique in the DAG, {@code snake_case}
 * @param job what it runs
 * @param upstream names of the tasks that must be done first
 */
public record Task(String name, Class<? extends Job> job, Set<String> upstream) {
  public Task {
    requireNonNull(name, "name is null");
    requireNonNull(job, "job is null");
    upstream = Set.copyOf(upstream);
  }
}
