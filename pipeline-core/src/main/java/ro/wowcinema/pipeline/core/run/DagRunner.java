package ro.wowcinema.pipeline.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.db.Database;

/**
 * Runs DAGs: one run of a DAG at a time, several of its tasks at a time. Killed at any moment, each
 * task has either happened once or not at all; the next run of the date goes on from there.
 */
public final class DagRunner {
  private final Database database;
  private final JobFactory jobs;
  private final RunnerSettings settings;
  private final Clock clock;
  private final RandomGenerator random;
  private final Set<DagRun> active = ConcurrentHashMap.newKeySet();

  /**
   * Runs with these settings.
   *
   * @param random spreads retries
   */
  public DagRunner(
      Database database,
      JobFactory jobs,
      RunnerSettings settings,
      Clock clock,
      RandomGenerator random) {
    this.database = requireNonNull(database, "database is null");
    this.jobs = requireNonNull(jobs, "jobs is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.random = requireNonNull(random, "random is null");
  }

  /**
   * Runs what is asked for and waits for its end.
   *
   * @throws RunHeldException where another live process runs the DAG
   * @throws LeaseLostException where another process took the run over
   * @throws ro.wowcinema.pipeline.core.db.DatabaseUnavailableException where the database went away
   *     and did not come back in time
   */
  public RunSummary run(RunRequest request, RunListener listener) throws InterruptedException {
    LeaseLedger leases = new LeaseLedger(database.dsl(), clock, settings.leaseTime());
    Lease lease = leases.take(request.dag().name(), request.logicalDate(), ProcessOwner.newName());
    DagRun run = new DagRun(database, jobs, settings, clock, random, request, lease, listener);
    active.add(run);
    try {
      return run.execute(leases);
    } finally {
      active.remove(run);
    }
  }

  /**
   * Cancels what is running: statements on the server at once, then the runs. Returns without
   * waiting.
   */
  public void cancel() {
    active.forEach(DagRun::cancel);
  }
}
