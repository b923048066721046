package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.core.job.Job;
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
    Map<Class<? extends Job>, JobFactory> factories = new HashMap<>();
    for (KnownDag dag : dags) {
      JobFactory jobs = jobs(dag, LandingZone.of(config));
      dag.dag().tasks().forEach(task -> factories.put(task.job(), jobs));
    }
    return runner(type -> factories.get(type).create(type));
  }

  /** Runs a DAG on the deliveries of a landing zone. */
  public DagRunner single(KnownDag dag, LandingZone landing) {
    return runner(jobs(dag, landing));
  }

  private JobFactory jobs(KnownDag dag, LandingZone landing) {
    JobFactory jobs = dag.jobFactory(landing, config);
    DagValidator.validate(dag.dag(), jobs);
    return jobs;
  }

  private DagRunner runner(JobFactory jobs) {
    RunnerSettings settings =
        RunnerSettings.of(config)
            .withPools(Map.of(WarehouseDag.HEAVY, config.get(HEAVY_TASKS)))
            .withTasks(Dags.taskLimits(config));
    return new DagRunner(database, jobs, settings, Clock.systemUTC(), new Random());
  }
}
