package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.WarehouseDag;

/**
 * Makes runners of DAGs, as configured.
 *
 * @param database what their jobs load
 * @param config how many tasks at a time, how long, and where deliveries land
 */
public record DagRunners(Database database, Config config) {
  static final ConfigKey<Integer> HEAVY_TASKS =
      ConfigKey.wholeNumber(
          "tasks.heavy",
          "2",
          "tasks that process all of IMDb at a time, among `tasks.parallelism`",
          1,
          64);

  public DagRunners {
    requireNonNull(database, "database is null");
    requireNonNull(config, "config is null");
  }

  /**
   * Runs all these DAGs, which then share the slots for tasks.
   *
   * @throws ro.wowcinema.pipeline.core.dag.InvalidDagException where one of them is not in order
   */
  public DagRunner shared(List<KnownDag> dags) {
    return runner(dags, LandingZone.of(config));
  }

  /** Runs a DAG on the deliveries of a landing zone. */
  public DagRunner single(KnownDag dag, LandingZone landing) {
    return runner(List.of(dag), landing);
  }

  private DagRunner runner(List<KnownDag> dags, LandingZone landing) {
    Components components = KnownDag.components(dags, landing, config);
    dags.forEach(dag -> DagValidator.validate(dag.dag(), components));
    RunnerSettings settings =
        RunnerSettings.of(config)
            .withPools(Map.of(WarehouseDag.HEAVY, config.get(HEAVY_TASKS)))
            .withTasks(Dags.taskLimits(config));
    return new DagRunner(database, components, settings, Clock.systemUTC(), new Random());
  }
}
