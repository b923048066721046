package ro.wowcinema.pipeline.scheduler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigLoader;
import ro.wowcinema.pipeline.core.config.TaskKey;
import ro.wowcinema.pipeline.core.config.TaskLimits;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.DeliveryWait;

/** What the configuration makes of the DAGs. */
final class DagsTest {
  @TempDir Path landing;

  @Test
  void warehouseComesAfterTheDagsThatDeliverWhatItReads() {
    Config config =
        config(
            Map.of(
                ConfigKey.IMDB_DOWNLOAD,
                "true",
                ConfigKey.PLATFORM_URL,
                "postgresql://platform.example.com/platform"));

    assertThat(upstream(Dags.WAREHOUSE, config))
        .isEqualTo(
            Map.of(
                "imdb_download",
                Set.of(
                    "stage_titles",
                    "stage_title_ratings",
                    "stage_title_crew",
                    "stage_title_episodes",
                    "stage_people"),
                "platform_extraction",
                Set.of("await_platform_delivery")));
    for (String other : Set.of("imdb_download", "platform_extraction", "maintenance")) {
      assertThat(upstream(Dags.named(other).orElseThrow(), config)).isEmpty();
    }
  }

  @Test
  void dagsThatOnlyDeliverFilesNeedNoPrivacyKey() {
    Config config =
        config(
            Map.of(
                ConfigKey.IMDB_DOWNLOAD,
                "true",
                ConfigKey.PLATFORM_URL,
                "postgresql://platform.example.com/platform"));

    assertThat(Dags.ALL)
        .filteredOn(dag -> Dags.onlyDeliversFiles(dag, config))
        .extracting(KnownDag::name)
        .containsExactlyInAnyOrder("imdb_download", "platform_extraction");
  }

  @Test
  void warehouseDoesNotComeAfterDagsThatAreNotConfigured() {
    assertThat(upstream(Dags.WAREHOUSE, config(Map.of()))).isEmpty();
  }

  @Test
  void onlyTheWarehouseWaitsForDeliveriesAsLongAsTheDaemonIsToldTo() {
    Config config = config(Map.of(ConfigKey.DAEMON_DELIVERY_DEADLINE, "PT5H"));

    assertThat(Dags.admission(Dags.WAREHOUSE, config).deliveryWait())
        .contains(new DeliveryWait("await_platform_delivery", Duration.ofHours(5)));
    for (String other : Set.of("imdb_download", "platform_extraction", "maintenance")) {
      assertThat(Dags.admission(Dags.named(other).orElseThrow(), config).deliveryWait()).isEmpty();
    }
  }

  @Test
  void eachDagHasAStartDateOfItsOwnOrThatOfAll() {
    Config config =
        config(
            Map.of(
                ConfigKey.SCHEDULE_START_DATE,
                "2026-10-01",
                ConfigKey.SCHEDULE_MAINTENANCE_START_DATE,
                "2026-10-05"));
    Admission warehouse = Dags.admission(Dags.WAREHOUSE, config);
    Admission maintenance = Dags.admission(Dags.named("maintenance").orElseThrow(), config);

    assertThat(warehouse.schedule().start()).contains(LocalDate.of(2026, 10, 1));
    assertThat(warehouse.startKey()).isEqualTo("schedule.start-date");
    assertThat(maintenance.schedule().start()).contains(LocalDate.of(2026, 10, 5));
    assertThat(maintenance.startKey()).isEqualTo("schedule.maintenance-start-date");
    assertThat(Dags.admission(Dags.WAREHOUSE, config(Map.of())).startKey())
        .isEqualTo("schedule.warehouse-start-date");
  }

  @Test
  void limitsAreOfTasksAndPoolsThatThereAre() {
    assertThat(Dags.taskLimits(task("tasks.stage_users.pool", "heavy")))
        .containsExactly(
            Map.entry(
                "stage_users",
                new TaskLimits(Optional.empty(), Optional.empty(), Optional.of("heavy"))));
    assertThat(Dags.taskLimits(task("tasks.extract_platform_delivery.retries", "1")).keySet())
        .containsExactly("extract_platform_delivery");
    assertThatThrownBy(() -> Dags.taskLimits(task("tasks.stage_usres.retries", "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("did you mean tasks.stage_users?");
  }

  private static Map<String, Set<String>> upstream(KnownDag dag, Config config) {
    return Dags.admission(dag, config).upstream().stream()
        .collect(Collectors.toMap(other -> other.schedule().dag(), other -> other.tasks()));
  }

  private static Config task(String path, String value) {
    return ConfigLoader.load(
        Optional.empty(), Map.of(), Map.of(), Map.of(TaskKey.ofPath(path).orElseThrow(), value));
  }

  private Config config(Map<ConfigKey, String> flags) {
    Map<ConfigKey, String> all = new EnumMap<>(ConfigKey.class);
    all.put(ConfigKey.LANDING, landing.toString());
    all.putAll(flags);
    return ConfigLoader.load(Optional.empty(), Map.of(), all);
  }
}
