package ro.wowcinema.pipeline.core.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is configured for single tasks. */
final class TasksConfig {
  private static final int MOST_RETRIES = 100;

  private final Map<TaskKey, Settings.Setting> values;
  private final Collection<String> pools;

  /**
   * Of these values.
   *
   * @param pools that there are
   */
  TasksConfig(Map<TaskKey, Settings.Setting> values, Collection<String> pools) {
    this.values = values;
    this.pools = pools;
  }

  /**
   * The limits of each task that has any.
   *
   * @param known names of all tasks
   * @throws ConfigException where a task or pool is unknown, or a value is wrong
   */
  Map<String, TaskLimits> limits(Collection<String> known) {
    Map<String, TaskLimits> limits = new HashMap<>();
    for (TaskKey key : values.keySet()) {
      requireKnown(key, known);
      limits.computeIfAbsent(key.task(), this::limits);
    }
    return limits;
  }

  private TaskLimits limits(String task) {
    return new TaskLimits(
        value(task, TaskKey.Setting.RETRIES, this::retries),
        value(task, TaskKey.Setting.TIMEOUT, this::timeout),
        value(task, TaskKey.Setting.POOL, this::pool));
  }

  private void requireKnown(TaskKey key, Collection<String> known) {
    if (!known.contains(key.task())) {
      throw new ConfigException(
          "%s (%s): there is no task '%s'%s"
              .formatted(
                  key.path(),
                  values.get(key).origin(),
                  key.task(),
                  Spelling.nearest(key.task(), known)
                      .map("; did you mean tasks.%s?"::formatted)
                      .orElse("; pipeline dag show lists tasks")));
    }
  }

  private <T> Optional<T> value(String task, TaskKey.Setting setting, Function<TaskKey, T> reader) {
    TaskKey key = new TaskKey(task, setting);
    return values.containsKey(key) ? Optional.of(reader.apply(key)) : Optional.empty();
  }

  private int retries(TaskKey key) {
    try {
      int retries = Integer.parseInt(text(key));
      if (retries >= 0 && retries <= MOST_RETRIES) {
        return retries;
      }
    } catch (NumberFormatException e) {
      // Refused below, as is a number that is too small or too large.
    }
    throw wrong(key, "a whole number from 0 to " + MOST_RETRIES);
  }

  private Duration timeout(TaskKey key) {
    try {
      Duration timeout = Duration.parse(text(key));
      if (!timeout.isNegative() && !timeout.isZero()) {
        return timeout;
      }
    } catch (DateTimeParseException e) {
      // Refused below, as is a duration that is too short.
    }
    throw wrong(key, "an ISO-8601 duration such as PT30S or PT2H, and longer than PT0S");
  }

  private String pool(TaskKey key) {
    String pool = text(key);
    if (pools.contains(pool) || pool.equals(TaskLimits.NO_POOL)) {
      return pool;
    }
    throw wrong(key, "one of %s, %s".formatted(String.join(", ", pools), TaskLimits.NO_POOL));
  }

  private String text(TaskKey key) {
    return values.get(key).value().strip();
  }

  private ConfigException wrong(TaskKey key, String expected) {
    return new ConfigException(
        "%s is '%s' (%s), and must be %s"
            .formatted(key.path(), values.get(key).value(), values.get(key).origin(), expected));
  }
}
