package ro.wowcinema.pipeline.core.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A key that configures one task: {@code tasks.stage_users.timeout}.
 *
 * @param task its name
 * @param setting what of it
 */
public record TaskKey(String task, Setting setting) {
  private static final Pattern PATH = Pattern.compile("tasks\\.(\\w+)\\.(\\w+)");
  private static final Pattern VARIABLE =
      Pattern.compile("PIPELINE_TASKS_(\\w+)_(RETRIES|TIMEOUT|POOL)");

  /** What can be configured of a task. */
  public enum Setting {
    RETRIES,
    TIMEOUT,
    POOL;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The key of a path, if it is one of a task. */
  public static Optional<TaskKey> ofPath(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches() ? of(matcher.group(1), matcher.group(2)) : Optional.empty();
  }

  /** The key of an environment variable: {@code PIPELINE_TASKS_STAGE_USERS_TIMEOUT}. */
  static Optional<TaskKey> ofVariable(String variable) {
    Matcher matcher = VARIABLE.matcher(variable);
    return matcher.matches()
        ? of(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Optional<TaskKey> of(String task, String word) {
    for (Setting setting : Setting.values()) {
      if (setting.word().equals(word)) {
        return Optional.of(new TaskKey(task, setting));
      }
    }
    return Optional.empty();
  }

  /** {@code tasks.TASK.retries} and the others. */
  static Stream<String> patterns() {
    return Stream.of(Setting.values()).map(setting -> new TaskKey("TASK", setting).path());
  }

  /** As in {@code pipeline.yaml}. */
  public String path() {
    return "tasks.%s.%s".formatted(task, setting.word());
  }
}
