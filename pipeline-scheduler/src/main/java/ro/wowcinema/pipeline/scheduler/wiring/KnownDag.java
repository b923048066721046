package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import com.google.inject.Module;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.DagValidator;
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
 * @param jobs binds what its jobs are made of
 * @param time configures when its dates are due
 * @param deadline configures how long after that they have to be done
 * @param startDate configures the first date that it runs
 * @param awaitingTask the task that needs the platform's delivery, if one does
 * @param startsPaused whether the DAG is paused until an operator resumes it
 * @param requirement throws a {@link ro.wowcinema.pipeline.core.config.ConfigException} where it
 *     cannot run with a configuration
 */
public record KnownDag(
    Dag dag,
    BiFunction<LandingZone, Config, Module> jobs,
    ConfigKey<LocalTime> time,
    ConfigKey<Duration> deadline,
    ConfigKey<Optional<LocalDate>> startDate,
    Optional<String> awaitingTask,
    boolean startsPaused,
    Consumer<Config> requirement) {
  static final ConfigKey<CatchUp> CATCH_UP =
      ConfigKey.oneOf(
          "schedule.catch-up",
          CatchUp.ALL,
          "which of the dates that were due while no daemon was running to run");

  static final ConfigKey<Optional<LocalDate>> START_DATE =
      ConfigKey.date(
          "schedule.start-date",
          "first date of every DAG without a start date of its own; empty: its first delivery");

  static final ConfigKey<Duration> DELIVERY_DEADLINE =
      ConfigKey.duration(
          "daemon.delivery-deadline",
          "PT3H",
          "how long after it is due a run of the daemon waits for the platform's delivery");

  public KnownDag {
    requireNonNull(time, "time is null");
    requireNonNull(deadline, "deadline is null");
    requireNonNull(startDate, "startDate is null");
    requireNonNull(awaitingTask, "awaitingTask is null");
    requireNonNull(dag, "dag is null");
    requireNonNull(jobs, "jobs is null");
    requireNonNull(requirement, "requirement is null");
  }

  /** A DAG whose schedule is configured by keys that have its name. */
  KnownDag(
      Dag dag,
      BiFunction<LandingZone, Config, Module> jobs,
      String time,
      String deadline,
      Optional<String> awaitingTask,
      boolean startsPaused,
      Consumer<Config> requirement) {
    this(
        dag,
        jobs,
        ConfigKey.time(
            schedule(dag), time, "when %s is due, on the day after its date".formatted(dag.name())),
        ConfigKey.duration(
            schedule(dag) + "-deadline",
            deadline,
            "how long after it is due %s must have finished".formatted(dag.name())),
        ConfigKey.date(
            schedule(dag) + "-start-date",
            "first date of %s; empty: `%s`".formatted(dag.name(), START_DATE)),
        awaitingTask,
        startsPaused,
        requirement);
  }

  private static String schedule(Dag dag) {
    return "schedule." + dag.name().replace('_', '-');
  }

  /** What configures its schedule. */
  public List<ConfigKey<?>> keys() {
    return List.of(time, deadline, startDate);
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
    return new Schedule(
        name(),
        config.get(time),
        Sources.BUCHAREST,
        config.get(CATCH_UP),
        config.get(deadline),
        startsPaused,
        config.get(startKey(config)));
  }

  /** Its own, or that of all DAGs where only that one is given. */
  private ConfigKey<Optional<LocalDate>> startKey(Config config) {
    return config.get(startDate).isEmpty() && config.get(START_DATE).isPresent()
        ? START_DATE
        : startDate;
  }

  /**
   * Which of its dates may run, and what those wait for.
   *
   * @param upstream the DAGs whose runs of the same date come before
   */
  Admission admission(Config config, List<UpstreamDag> upstream) {
    return new Admission(
        schedule(config),
        startKey(config).path(),
        new LandedDeliveries(LandingZone.of(config)),
        awaitingTask.map(task -> new DeliveryWait(task, config.get(DELIVERY_DEADLINE))),
        upstream);
  }

  /** What the DAG's jobs are made of; they need no database until they run. */
  public Components components(LandingZone landing, Config config) {
    return components(List.of(this), landing, config);
  }

  /** What the jobs of several DAGs are made of, each class by one binding for all of them. */
  static Components components(List<KnownDag> dags, LandingZone landing, Config config) {
    List<Module> modules = dags.stream().map(dag -> dag.jobs().apply(landing, config)).toList();
    return Guice.createInjector(modules)::getInstance;
  }

  /** What is wrong with the declared order, a sentence each. */
  public List<String> problems(Config config) {
    return DagValidator.problems(dag, components(LandingZone.of(config), config));
  }
}
