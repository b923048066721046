package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.LeaseLedger;
import ro.wowcinema.pipeline.core.ledger.LeaseLostException;
import ro.wowcinema.pipeline.core.ledger.ProcessOwner;
import ro.wowcinema.pipeline.core.ledger.RunHeldException;
import ro.wowcinema.pipeline.core.ledger.RunLedger;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.RunState;

/**
 * Runs DAGs: one run of a DAG at a time, several of its tasks at a time. If the process is killed
 * at any moment, each task has either been done once or not at all; the next run of the date
 * resumes from there.
 */
public final class DagRunner {
  private final Database database;
  private final Components components;
  private final RunnerSettings settings;
  private final Clock clock;
  private final RandomGenerator random;
  private final TaskSlots slots;
  private final Set<DagRun> active = ConcurrentHashMap.newKeySet();
  private volatile boolean isHandingOver;

  /**
   * Runs with these settings.
   *
   * @param random spreads retries
   */
  public DagRunner(
      Database database,
      Components components,
      RunnerSettings settings,
      Clock clock,
      RandomGenerator random) {
    this.database = requireNonNull(database, "database is null");
    this.components = requireNonNull(components, "components is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.random = requireNonNull(random, "random is null");
    this.slots = new TaskSlots(settings);
  }

  /**
   * Runs what is requested and waits for its end.
   *
   * @throws RunHeldException where another live process runs the DAG
   * @throws LeaseLostException where another process took the run over
   * @throws ro.wowcinema.pipeline.core.db.DatabaseUnavailableException where the database went away
   *     and did not come back in time
   */
  public RunSummary run(RunRequest request, RunListener listener) throws InterruptedException {
    Lease lease =
        leases().take(request.dag().name(), request.logicalDate(), ProcessOwner.newName());
    new RunLedger(database.dsl(), clock).startOver(lease, request.tasks());
    return run(request, lease, listener);
  }

  /**
   * Runs the unfinished tasks of a date that daemons should run, and waits until the run ends.
   *
   * @return empty where the run is no longer requested, or another run of the DAG is active
   * @throws LeaseLostException where another process took the run over
   * @throws ro.wowcinema.pipeline.core.db.DatabaseUnavailableException where the database became
   *     unavailable and did not return in time
   */
  public Optional<RunSummary> runRequested(Dag dag, LocalDate logicalDate, RunListener listener)
      throws InterruptedException {
    Optional<Lease> lease = leases().claim(dag.name(), logicalDate, ProcessOwner.newName());
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    RunRequest all = RunRequest.all(dag, logicalDate);
    Set<String> left = new HashSet<>(all.tasks());
    RunLedger ledger = new RunLedger(database.dsl(), clock);
    left.removeAll(ledger.doneTasks(lease.get()));
    Optional<String> deadly =
        ledger.crashLoopingTask(lease.get(), settings.retries().maxAttempts());
    if (deadly.isPresent()) {
      ledger.finish(
          lease.get(),
          RunState.FAILED,
          "%s: each process that ran it died".formatted(deadly.get()));
      return Optional.empty();
    }
    return Optional.of(run(all.only(left), lease.get(), listener));
  }

  private RunSummary run(RunRequest request, Lease lease, RunListener listener)
      throws InterruptedException {
    DagRun run =
        new DagRun(database, components, settings, clock, random, slots, request, lease, listener);
    active.add(run);
    if (isHandingOver) {
      run.drain();
    }
    try {
      return run.execute(leases());
    } finally {
      active.remove(run);
    }
  }

  /**
   * Expires the leases of other processes that have died, so that their runs can be claimed.
   *
   * @return those runs, as text for a log
   */
  public List<String> expireLeases() {
    return leases()
        .expireLeases((dag, date) -> active.stream().anyMatch(run -> run.isOf(dag, date)));
  }

  /**
   * Cancels what is running: statements on the server at once, then the runs. Returns without
   * waiting.
   */
  public void cancel() {
    active.forEach(DagRun::cancel);
  }

  /** Cancels a run, if this process has it. */
  public void cancel(String dag, LocalDate logicalDate) {
    active.stream().filter(run -> run.isOf(dag, logicalDate)).forEach(DagRun::cancel);
  }

  /**
   * Leaves the runs to other processes once the running tasks have ended, and runs that are just
   * being claimed at once; does not wait.
   */
  public void drain() {
    isHandingOver = true;
    active.forEach(DagRun::drain);
  }

  /** Cancels the tasks at work and leaves the runs to other processes; does not wait. */
  public void abort() {
    active.forEach(DagRun::abort);
  }

  /** Runs that this process has. */
  public int activeRuns() {
    return active.size();
  }

  /** Tasks at work in this process. */
  public int runningTasks() {
    return slots.taken();
  }

  /** Tasks of this process that could start but for a free slot. */
  public int waitingTasks() {
    return active.stream().mapToInt(DagRun::waitingTasks).sum();
  }

  /** Tasks at a time. */
  public int parallelism() {
    return settings.parallelism();
  }

  private LeaseLedger leases() {
    return new LeaseLedger(database, clock, settings.leaseTime());
  }
}
