package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.dag.Task;

/**
 * How runs are executed.
 *
 * @param parallelism tasks at a time, of all runs of the process
 * @param pools how many tasks of each pool at a time, of all runs of the process
 * @param attemptTimeout how long one attempt may take before its statement is cancelled on the
 *     server
 * @param retries when and how often to retry transient failures
 * @param leaseTime how long after its last heartbeat a process counts as dead
 * @param databasePatience how long a run waits for an unavailable database before it ends; an
 *     outage shorter than that costs each running task one attempt
 * @param tasks limits of single tasks, by name; they override the above
 */
public record RunnerSettings(
    int parallelism,
    Map<String, Integer> pools,
    Duration attemptTimeout,
    RetryPolicy retries,
    Duration leaseTime,
    Duration databasePatience,
    Map<String, TaskLimits> tasks) {
  public static final ConfigKey<Integer> PARALLELISM =
      ConfigKey.wholeNumber("tasks.parallelism", "4", "tasks of a run at a time", 1, 64);

  static final ConfigKey<Duration> ATTEMPT_TIMEOUT =
      ConfigKey.duration("tasks.timeout", "PT2H", "how long one attempt of a task may take");

  static final ConfigKey<Duration> LEASE_TIME =
      ConfigKey.duration(
              "daemon.lease",
              "PT15S",
              "time without a heartbeat after which a daemon counts as dead")
          .matching(lease -> lease.toMillis() >= 1000, "PT1S or more");

  static final int MAX_ATTEMPTS = 4;

  /**
   * A server's restart, recovery included, takes seconds; people do not watch a run for much
   * longer.
   */
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(60);

  public RunnerSettings {
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "parallelism is " + parallelism + ", and must be at least 1");
    }
    pools = Map.copyOf(pools);
    requireNonNull(attemptTimeout, "attemptTimeout is null");
    requireNonNull(retries, "retries is null");
    requireNonNull(leaseTime, "leaseTime is null");
    requireNonNull(databasePatience, "databasePatience is null");
    tasks = Map.copyOf(tasks);
  }

  /** The same for all tasks. */
  public RunnerSettings(
      int parallelism,
      Map<String, Integer> pools,
      Duration attemptTimeout,
      RetryPolicy retries,
      Duration leaseTime,
      Duration databasePatience) {
    this(parallelism, pools, attemptTimeout, retries, leaseTime, databasePatience, Map.of());
  }

  /** Without pools, and with a minute's patience for a database that is away. */
  public RunnerSettings(
      int parallelism, Duration attemptTimeout, RetryPolicy retries, Duration leaseTime) {
    this(parallelism, Map.of(), attemptTimeout, retries, leaseTime, DATABASE_PATIENCE);
  }

  /** As configured, without pools and limits of single tasks. */
  public static RunnerSettings of(Config config) {
    return new RunnerSettings(
        config.get(PARALLELISM),
        config.get(ATTEMPT_TIMEOUT),
        new RetryPolicy(MAX_ATTEMPTS, Duration.ofSeconds(1), Duration.ofSeconds(30)),
        config.get(LEASE_TIME));
  }

  public static RunnerSettings defaults() {
    return of(Config.of(Map.of()));
  }

  /** The same, with pools. */
  public RunnerSettings withPools(Map<String, Integer> newPools) {
    return new RunnerSettings(
        parallelism, newPools, attemptTimeout, retries, leaseTime, databasePatience, tasks);
  }

  /** The same, but for single tasks. */
  public RunnerSettings withTasks(Map<String, TaskLimits> newTasks) {
    return new RunnerSettings(
        parallelism, pools, attemptTimeout, retries, leaseTime, databasePatience, newTasks);
  }

  /** Attempts of a task in all, the first included. */
  int maxAttempts(Task task) {
    return of(task).retries().map(more -> more + 1).orElse(retries.maxAttempts());
  }

  Duration attemptTimeout(Task task) {
    return of(task).timeout().orElse(attemptTimeout);
  }

  Optional<String> pool(Task task) {
    return of(task).pool().or(task::pool).filter(pool -> !pool.equals(TaskLimits.NO_POOL));
  }

  private TaskLimits of(Task task) {
    return tasks.getOrDefault(task.name(), TaskLimits.none());
  }

  Duration heartbeatEvery() {
    return leaseTime.dividedBy(5);
  }
}
