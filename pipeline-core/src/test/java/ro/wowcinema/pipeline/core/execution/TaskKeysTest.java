package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigKeys;
import ro.wowcinema.pipeline.core.config.ConfigLoader;

/** Keys that configure one task. */
final class TaskKeysTest {
  private static final List<String> TASKS = List.of("stage_users", "dim_user");

  private static final ConfigKeys KEYS =
      new ConfigKeys(
          Stream.of(RunnerSettings.class, TaskLimits.class)
              .flatMap(owner -> ConfigKeys.declaredIn(owner).stream())
              .toList());

  @TempDir Path folder;

  @Test
  void nothingIsSetByDefault() throws IOException {
    assertThat(limits("tasks:\n  timeout: PT1H\n", Map.of(), Map.of())).isEmpty();
  }

  @Test
  void fileEnvironmentAndFlagsSetThem() throws IOException {
    String file =
        """
        tasks:
          parallelism: 3
          stage_users:
            retries: 7
            timeout: PT5M
          dim_user:
            pool: heavy
            retries: 1
        """;
    Map<String, String> environment =
        Map.of(
            "PIPELINE_TASKS_STAGE_USERS_TIMEOUT", "PT6M",
            "PIPELINE_TASKS_STAGE_USERS_POOL", "none",
            "PIPELINE_TASKS_DIM_USER_RETRIES", "2");
    Map<ConfigKey<?>, String> flags = Map.of(TaskLimits.RETRIES.of("dim_user"), "0");

    assertThat(limits(file, environment, flags))
        .isEqualTo(
            Map.of(
                "stage_users",
                new TaskLimits(
                    Optional.of(7), Optional.of(Duration.ofMinutes(6)), Optional.of("none")),
                "dim_user",
                new TaskLimits(Optional.of(0), Optional.empty(), Optional.of("heavy"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tasks.stage_user.retries | 1 | there is no task 'stage_user'; did you mean tasks.stage_users?",
        "tasks.shop.timeout | PT1M | there is no task 'shop'; pipeline dag show lists tasks",
        "tasks.dim_user.retries | -1 | is '-1' (the command line), and must be a whole number from 0 to 100",
        "tasks.dim_user.retries | 101 | is '101' (the command line), and must be a whole number from 0 to 100",
        "tasks.dim_user.retries | two | is 'two' (the command line), and must be a whole number from 0 to 100",
        "tasks.dim_user.timeout | PT0S | is 'PT0S' (the command line), and must be an ISO-8601 duration",
        "tasks.dim_user.timeout | -PT1S | is '-PT1S' (the command line), and must be an ISO-8601 duration",
        "tasks.dim_user.timeout | 1h | is '1h' (the command line), and must be an ISO-8601 duration",
        "tasks.dim_user.pool | havy | is 'havy' (the command line), and must be one of heavy, none"
      })
  void whatIsWrongIsRefused(String path, String value, String said) {
    assertThatThrownBy(() -> limits("", Map.of(), Map.of(KEYS.find(path).get(), value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(path)
        .hasMessageContaining(said);
  }

  @Test
  void whatCannotBeConfiguredOfATaskIsAnUnknownKey() {
    assertThatThrownBy(() -> limits("tasks:\n  dim_user:\n    priority: 1\n", Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("unknown key 'tasks.dim_user.priority'")
        .hasMessageContaining("tasks.TASK.retries");
    assertThatThrownBy(() -> limits("", Map.of("PIPELINE_TASKS_DIM_USER_PRIORITY", "1"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PIPELINE_TASKS_DIM_USER_PRIORITY");
  }

  private Map<String, TaskLimits> limits(
      String file, Map<String, String> environment, Map<ConfigKey<?>, String> flags)
      throws IOException {
    Path path = Files.writeString(folder.resolve("pipeline.yaml"), file);
    return TaskLimits.of(
        new ConfigLoader(KEYS).load(Optional.of(path), environment, flags),
        TASKS,
        List.of("heavy"));
  }
}
