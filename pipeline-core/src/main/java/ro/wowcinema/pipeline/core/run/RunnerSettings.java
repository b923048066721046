package ro.wowcinema.pipeline.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How runs are executed.
 *
 * @param parallelism tasks at a time
 * @param attemptTimeout how long one attempt may take before its statement is cancelled on the
 *     server
 * @param retries when and how often to try again what can pass
 * @param leaseTime how long after its last heartbeat a process counts as dead
 * @param databasePatience how long a run waits for a database that is away before it ends; one that
 *     is back by then costs the tasks that were at work an attempt each
 */
public record RunnerSettings(
    int parallelism,
    Duration attemptTimeout,
    RetryPolicy retries,
    Duration leaseTime,
    Duration databasePatience) {
  /** A server's restart, recovery included, takes seconds; nobody watches a run for much longer. */
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(60);

  public RunnerSettings {
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "parallelism is " + parallelism + ", and must be at least 1");
    }
    requireNonNull(attemptTimeout, "attemptTimeout is null");
    requireNonNull(retries, "retries is null");
    requireNonNull(leaseTime, "leaseTime is null");
    requireNonNull(databasePatience, "databasePatience is null");
  }

  /** With a minute's patience for a database that is away. */
  public RunnerSettings(
      int parallelism, Duration attemptTimeout, RetryPolicy retries, Duration leaseTime) {
    this(parallelism, attemptTimeout, retries, leaseTime, DATABASE_PATIENCE);
  }

  /** Four tasks at a time, two hours an attempt, four attempts, 15 seconds of silence. */
  public static RunnerSettings defaults() {
    return new RunnerSettings(
        4,
        Duration.ofHours(2),
        new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(30)),
        Duration.ofSeconds(15));
  }

  Duration heartbeatEvery() {
    return leaseTime.dividedBy(5);
  }
}
