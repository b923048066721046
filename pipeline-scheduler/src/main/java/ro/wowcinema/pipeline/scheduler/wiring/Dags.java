package ro.wowcinema.pipeline.scheduler.wiring;

import com.google.inject.Module;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.execution.TaskLimits;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.UpstreamDag;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.WarehouseModule;
import ro.wowcinema.pipeline.jobs.download.DownloadSettings;
import ro.wowcinema.pipeline.jobs.download.ImdbDownloadDag;
import ro.wowcinema.pipeline.jobs.extraction.ExtractionModule;
import ro.wowcinema.pipeline.jobs.extraction.ExtractionSettings;
import ro.wowcinema.pipeline.jobs.extraction.PlatformExtractionDag;
import ro.wowcinema.pipeline.jobs.maintenance.MaintenanceDag;
import ro.wowcinema.pipeline.jobs.maintenance.MaintenanceModule;
import ro.wowcinema.pipeline.jobs.maintenance.RetentionSettings;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.privacy.retention.PrivacyRetention;
import ro.wowcinema.pipeline.jobs.privacy.retention.RetentionPeriods;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/** Every DAG that there is. */
public final class Dags {
  /** The daily load. */
  public static final KnownDag WAREHOUSE =
      new KnownDag(
          WarehouseDag.create(),
          Dags::warehouseJobs,
          "03:30",
          "PT4H",
          Optional.of(WarehouseDag.AWAIT_DELIVERY),
          false,
          Dags::requireLanding);

  /** In the order in which data goes through them. A new DAG is a line here. */
  public static final List<KnownDag> ALL =
      List.of(
          new KnownDag(
              ImdbDownloadDag.create(),
              Dags::downloadJobs,
              "01:30",
              "PT6H",
              Optional.empty(),
              true,
              Dags::requireConsent),
          new KnownDag(
              PlatformExtractionDag.create(),
              Dags::extractionJobs,
              "02:30",
              "PT1H",
              Optional.empty(),
              true,
              Dags::requirePlatform),
          WAREHOUSE,
          new KnownDag(
              MaintenanceDag.create(),
              Dags::maintenanceJobs,
              "05:30",
              "PT2H",
              Optional.empty(),
              false,
              config -> {}));

  private Dags() {}

  /** The DAG of this name. */
  public static Optional<KnownDag> named(String name) {
    return ALL.stream().filter(known -> known.name().equals(name)).findFirst();
  }

  /** The DAGs that a configuration can run; the others need more of it. */
  public static List<KnownDag> runnable(Config config) {
    return ALL.stream().filter(dag -> dag.isRunnable(config)).toList();
  }

  /**
   * Checks that every DAG that is not paused by default can run.
   *
   * @throws ConfigException that names what is missing
   */
  public static void requireScheduled(Config config) {
    ALL.stream()
        .filter(dag -> !dag.startsPaused())
        .forEach(dag -> dag.requirement().accept(config));
  }

  /** What the job of each task of these DAGs reads and writes. */
  public static Map<Task, Lineage> lineage(List<KnownDag> dags, Config config) {
    Map<Task, Lineage> lineage = new HashMap<>();
    for (KnownDag known : dags) {
      Components components = known.components(LandingZone.of(config), config);
      known
          .dag()
          .tasks()
          .forEach(task -> lineage.put(task, task.job().create(components).lineage()));
    }
    return lineage;
  }

  /** Whether a DAG only delivers files, which needs no privacy key. */
  public static boolean onlyDeliversFiles(KnownDag dag, Config config) {
    return lineage(List.of(dag), config).values().stream()
        .map(Lineage::targets)
        .allMatch(targets -> !targets.isEmpty() && targets.stream().allMatch(DataSet::isExternal));
  }

  /** Which dates of a DAG may run, and what those wait for, such as runs of other DAGs. */
  public static Admission admission(KnownDag dag, Config config) {
    return dag.admission(config, dag.isRunnable(config) ? upstream(dag, config) : List.of());
  }

  /** The DAGs that deliver what tasks of this one read, where they can run at all. */
  private static List<UpstreamDag> upstream(KnownDag dag, Config config) {
    List<KnownDag> runnable = runnable(config);
    Map<Task, Lineage> lineage = lineage(runnable, config);
    List<UpstreamDag> upstream = new ArrayList<>();
    for (KnownDag other : runnable) {
      Set<DataSet> delivered =
          other.dag().tasks().stream()
              .flatMap(task -> lineage.get(task).targets().stream())
              .filter(DataSet::isExternal)
              .collect(Collectors.toSet());
      Set<String> readers =
          dag.dag().tasks().stream()
              .filter(task -> lineage.get(task).reads().stream().anyMatch(delivered::contains))
              .map(Task::name)
              .collect(Collectors.toSet());
      if (!readers.isEmpty()) {
        upstream.add(new UpstreamDag(other.schedule(config), readers));
      }
    }
    return upstream;
  }

  /**
   * The configured limits of single tasks.
   *
   * @throws ConfigException where they name a task or pool that does not exist
   */
  public static Map<String, TaskLimits> taskLimits(Config config) {
    List<String> names =
        ALL.stream().flatMap(known -> known.dag().tasks().stream()).map(Task::name).toList();
    return TaskLimits.of(config, names, List.of(WarehouseDag.HEAVY));
  }

  /** Names of all DAGs, with commas between them. */
  public static String names() {
    return ALL.stream().map(KnownDag::name).collect(Collectors.joining(", "));
  }

  private static Module warehouseJobs(LandingZone landing, Config config) {
    return new WarehouseModule(landing, JobSettings.of(config), vault(config));
  }

  private static PrivacyVault vault(Config config) {
    return PrivacyVault.of(config, Clock.systemUTC());
  }

  /** What ends by age what was kept about people. */
  public static PrivacyRetention privacyRetention(LandingZone landing, Config config) {
    return new PrivacyRetention(RetentionPeriods.of(config), vault(config), landing, config.home());
  }

  private static Module maintenanceJobs(LandingZone landing, Config config) {
    return new MaintenanceModule(RetentionSettings.of(config), privacyRetention(landing, config));
  }

  private static void requireLanding(Config config) {
    Path landing = config.get(LandingZone.ROOT);
    if (!Files.isDirectory(landing)) {
      throw new ConfigException(
          "The landing folder %s does not exist; name another with --landing, or make one with ./pipeline simulate"
              .formatted(landing));
    }
  }

  private static Module downloadJobs(LandingZone landing, Config config) {
    return ImdbDownloadDag.module(landing, DownloadSettings.of(config));
  }

  private static void requireConsent(Config config) {
    if (!config.get(DownloadSettings.ALLOWED)) {
      throw new ConfigException(
          "Downloads from IMDb are off; set %s to true (%s=true), if you may use the files: they are for personal and non-commercial use, unless IMDb agreed to more"
              .formatted(
                  DownloadSettings.ALLOWED.path(), DownloadSettings.ALLOWED.environmentVariable()));
    }
  }

  private static Module extractionJobs(LandingZone landing, Config config) {
    return new ExtractionModule(landing, ExtractionSettings.of(config));
  }

  private static void requirePlatform(Config config) {
    if (config.get(ExtractionSettings.URL).isEmpty()) {
      throw new ConfigException(
          "There is no database to extract from; set %s (%s) to the platform's PostgreSQL"
              .formatted(
                  ExtractionSettings.URL.path(), ExtractionSettings.URL.environmentVariable()));
    }
  }
}
