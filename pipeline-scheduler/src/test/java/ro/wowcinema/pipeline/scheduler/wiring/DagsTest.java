package ro.wowcinema.pipeline.scheduler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigKeys;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.execution.TaskLimits;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.DeliveryWait;
import ro.wowcinema.pipeline.jobs.download.DownloadSettings;
import ro.wowcinema.pipeline.jobs.extraction.ExtractionSettings;

/** What the configuration makes of the DAGs. */
final class DagsTest {
  private static final KnownDag MAINTENANCE = Dags.named("maintenance").orElseThrow();

  @TempDir Path landing;

  @Test
  void warehouseComesAfterTheDagsThatDeliverWhatItReads() {
    Config config =
        config(
            Map.of(
                DownloadSettings.ALLOWED,
                "true",
                ExtractionSettings.URL,
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
  void jobsOfAllDagsAreMadeOfTheSameComponents() {
    Config config = config(Map.of());
    Components components = KnownDag.components(Dags.ALL, LandingZone.of(config), config);

    assertThat(Dags.ALL)
        .allSatisfy(dag -> assertThat(DagValidator.problems(dag.dag(), components)).isEmpty());
  }

  @Test
  void dagsThatOnlyDeliverFilesNeedNoPrivacyKey() {
    Config config =
        config(
            Map.of(
                DownloadSettings.ALLOWED,
                "true",
                ExtractionSettings.URL,
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
    Config config = config(Map.of(KnownDag.DELIVERY_DEADLINE, "PT5H"));

    assertThat(Dags.admission(Dags.WAREHOUSE, config).deliveryWait())
        .contains(new DeliveryWait("await_platform_delivery", Duration.ofHours(5)));
    for (String other : Set.of("imdb_download", "platform_extraction", "maintenance")) {
      assertThat(Dags.admission(Dags.named(other).orElseThrow(), config).deliveryWait()).isEmpty();
    }
  }

  @Test
  void eachDagHasAStartDateOfItsOwnOrThatOfAll() {
    Config config =
        config(Map.of(KnownDag.START_DATE, "2026-10-01", MAINTENANCE.startDate(), "2026-10-05"));
    Admission warehouse = Dags.admission(Dags.WAREHOUSE, config);
    Admission maintenance = Dags.admission(MAINTENANCE, config);

    assertThat(warehouse.schedule().start()).contains(LocalDate.of(2026, 10, 1));
    assertThat(warehouse.startKey()).isEqualTo("schedule.start-date");
    assertThat(maintenance.schedule().start()).contains(LocalDate.of(2026, 10, 5));
    assertThat(maintenance.startKey()).isEqualTo("schedule.maintenance-start-date");
    assertThat(Dags.admission(Dags.WAREHOUSE, config(Map.of())).startKey())
        .isEqualTo("schedule.warehouse-start-date");
    assertThat(MAINTENANCE.schedule(config(Map.of(MAINTENANCE.startDate(), ""))).start()).isEmpty();
  }

  @Test
  void scheduleIsConfiguredByKeysWithTheNameOfTheDag() {
    assertThat(Dags.named("imdb_download").orElseThrow().keys())
        .extracting(ConfigKey::path, ConfigKey::defaultText, ConfigKey::description)
        .containsExactly(
            tuple(
                "schedule.imdb-download",
                "01:30",
                "when imdb_download is due, on the day after its date"),
            tuple(
                "schedule.imdb-download-deadline",
                "PT6H",
                "how long after it is due imdb_download must have finished"),
            tuple(
                "schedule.imdb-download-start-date",
                "",
                "first date of imdb_download; empty: `schedule.start-date`"));
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
    ConfigKeys limits = new ConfigKeys(ConfigKeys.declaredIn(TaskLimits.class));
    return Config.of(Map.of(limits.find(path).orElseThrow(), value));
  }

  private Config config(Map<ConfigKey<?>, String> flags) {
    Map<ConfigKey<?>, String> all = new HashMap<>(flags);
    all.put(LandingZone.ROOT, landing.toString());
    return Config.of(all);
  }
}
