package ro.wowcinema.pipeline.core.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What is configured for one task in the place of what holds for all.
 *
 * @param retries attempts after the first one, where a failure can pass
 * @param timeout how long one attempt may take
 * @param pool whose slots it shares; {@link #NO_POOL}: those of all tasks only
 */
public record TaskLimits(
    Optional<Integer> retries, Optional<Duration> timeout, Optional<String> pool) {
  /** Stands for no pool where a task would have one. */
  public static final String NO_POOL = "none";

  public TaskLimits {
    requireNonNull(retries, "retries is null");
    requireNonNull(timeout, "timeout is null");
    requireNonNull(pool, "pool is null");
  }

  /** Nothing of its own. */
  public static TaskLimits none() {
    return new TaskLimits(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
