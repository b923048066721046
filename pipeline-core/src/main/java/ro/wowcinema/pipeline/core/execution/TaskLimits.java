package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.SpellingSuggestion;

/**
 * What is configured for one task; overrides the settings of all tasks.
 *
 * @param retries attempts after the first one, where the failure is transient
 * @param timeout how long one attempt may take
 * @param pool whose slots it shares; {@link #NO_POOL}: those of all tasks only
 */
public record TaskLimits(
    Optional<Integer> retries, Optional<Duration> timeout, Optional<String> pool) {
  /** Stands for no pool where a task would have one. */
  public static final String NO_POOL = "none";

  static final ConfigKey<Integer> RETRIES =
      ConfigKey.wholeNumber(
          "tasks.TASK.retries",
          Integer.toString(RunnerSettings.MAX_ATTEMPTS - 1),
          "retries of this task after a transient failure",
          0,
          100);

  static final ConfigKey<Duration> TIMEOUT =
      ConfigKey.duration(
              "tasks.TASK.timeout",
              "",
              "how long one attempt of this task may take; empty: `tasks.timeout`")
          .matching(
              timeout -> !timeout.isZero(),
              "an ISO-8601 duration such as PT30S or PT2H, and longer than PT0S");

  static final ConfigKey<String> POOL =
      ConfigKey.requiredText(
          "tasks.TASK.pool",
          "",
          "pool whose slots this task shares; empty: that of the DAG",
          "the name of a pool, or none");

  public TaskLimits {
    requireNonNull(retries, "retries is null");
    requireNonNull(timeout, "timeout is null");
    requireNonNull(pool, "pool is null");
  }

  /** No limits of its own. */
  public static TaskLimits none() {
    return new TaskLimits(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The configured limits of each task that has any.
   *
   * @param tasks names of all tasks
   * @param pools that there are
   * @throws ConfigException where a task or pool is unknown, or a value is wrong
   */
  public static Map<String, TaskLimits> of(
      Config config, Collection<String> tasks, Collection<String> pools) {
    Map<String, TaskLimits> limits = new HashMap<>();
    for (ConfigKey<?> template : List.of(RETRIES, TIMEOUT, POOL)) {
      for (String task : config.names(template)) {
        if (!tasks.contains(task)) {
          throw unknown(task, template.of(task), config, tasks);
        }
        limits.computeIfAbsent(task, name -> of(config, name, pools));
      }
    }
    return limits;
  }

  private static TaskLimits of(Config config, String task, Collection<String> pools) {
    ConfigKey<String> pool =
        POOL.matching(
            name -> pools.contains(name) || name.equals(NO_POOL),
            "one of %s, %s".formatted(String.join(", ", pools), NO_POOL));
    return new TaskLimits(
        config.find(RETRIES.of(task)), config.find(TIMEOUT.of(task)), config.find(pool.of(task)));
  }

  private static ConfigException unknown(
      String task, ConfigKey<?> key, Config config, Collection<String> tasks) {
    return new ConfigException(
        "%s (%s): there is no task '%s'%s"
            .formatted(
                key.path(),
                config.origin(key),
                task,
                SpellingSuggestion.nearest(task, tasks)
                    .map("; did you mean tasks.%s?"::formatted)
                    .orElse("; pipeline dag show lists tasks")));
  }
}
