package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import com.google.inject.Module;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.DaemonConfig;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.core.schedule.DeliveryWait;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.UpstreamDag;
import ro.wowcinema.pipeline.jobs.source.LandedDeliveries;
import ro.wowcinema.pipeline.jobs.source.Sources;

/**
 * A DAG, and what it takes to run it.
 *
 * @param dag the DAG
 * @param jobs binds its jobs
 * @param time configures when its dates are due
 * @param deadline configures how long after that they have to be done
 * @param startDate configures the first date that it runs
 * @param awaitingTask the task that needs the platform's delivery, if one does
 * @param startsPaused whether nothing is scheduled until somebody resumes it
 * @param requirement throws a {@link ro.wowcinema.pipeline.core.config.ConfigException} where it
 *     cannot run with a configuration
 */
public record KnownDag(
    Dag dag,
    BiFunction<LandingZone, Config, Module> jobs,
    ConfigKey time,
    ConfigKey deadline,
    ConfigKey startDate,
    Optional<String> awaitingTask,
    boolean startsPaused,
    Consumer<Config> requirement) {

  public KnownDag {
    requireNonNull(time, "time is null");
    requireNonNull(deadline, "deadline is null");
    requireNonNull(startDate, "startDate is null");
    requireNonNull(awaitingTask, "awaitingTask is null");
    requireNonNull(dag, "dag is null");
    requireNonNull(jobs, "jobs is null");
    requireNonNull(requirement, "requirement is null");
  }

  public String name() {
    return dag.name();
  }

  /** Whether a configuration has what it takes. */
  boolean isRunnable(Config config) {
    try {
      requirement.accept(config);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  /** When its dates are due. */
  public Schedule schedule(Config config) {
    DaemonConfig daemon = config.daemon();
    return new Schedule(
        name(),
        daemon.time(time),
        Sources.BUCHAREST,
        daemon.catchUp(CatchUp.values()),
        daemon.deadline(deadline),
        startsPaused,
        daemon.startDate(startDate));
  }

  /**
   * Which of its dates may run, and what those wait for.
   *
   * @param upstream the DAGs whose runs of the same date come before
   */
  Admission admission(Config config, List<UpstreamDag> upstream) {
    return new Admission(
        schedule(config),
        config.daemon().startKey(startDate).path(),
        new LandedDeliveries(Dags.landing(config)),
        awaitingTask.map(task -> new DeliveryWait(task, config.daemon().deliveryDeadline())),
        upstream);
  }

  /** Makes the DAG's jobs; they need no database until they run. */
  public JobFactory jobFactory(LandingZone landing, Config config) {
    return Guice.createInjector(jobs.apply(landing, config))::getInstance;
  }

  /** What is wrong with the declared order, a sentence each. */
  public List<String> problems(Config config) {
    return DagValidator.problems(dag, jobFactory(Dags.landing(config), config));
  }
}
