package ro.wowcinema.pipeline.core.dag;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * A job's place in a DAG.
 *
 * @param name unique in the DAG, {@code snake_case}
 * @param job creates what it runs
 * @param upstream names of the tasks that must be done first
 * @param pool whose slots it shares with other tasks, beside those that all tasks share
 * @param priority which of several that could start does: the highest; 0 is usual
 */
public record Task(
    String name, JobFactory job, Set<String> upstream, Optional<String> pool, int priority) {
  public Task {
    requireNonNull(name, "name is null");
    requireNonNull(job, "job is null");
    upstream = Set.copyOf(upstream);
    requireNonNull(pool, "pool is null");
  }

  Task(String name, JobFactory job) {
    this(name, job, Set.of(), Optional.empty(), 0);
  }

  Task after(Set<String> newUpstream) {
    return new Task(name, job, newUpstream, pool, priority);
  }

  Task in(String newPool) {
    return new Task(name, job, upstream, Optional.of(newPool), priority);
  }

  Task withPriority(int newPriority) {
    return new Task(name, job, upstream, pool, newPriority);
  }
}
