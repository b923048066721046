package ro.wowcinema.pipeline.core.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.NotYetException;

/**
 * One run being executed. A single thread, the caller's, owns every task's state and decides;
 * workers and timers only send it events.
 */
final class DagRun {
  private static final Logger LOG = LoggerFactory.getLogger(DagRun.class);

  /**
   * A task may be between two statements when it is cancelled, so it is cancelled until it ends.
   */
  private static final Duration CANCEL_EVERY = Duration.ofMillis(250);

  private final JobFactory jobs;
  private final RunnerSettings settings;
  private final Clock clock;
  private final RandomGenerator random;
  private final RunRequest request;
  private final Lease lease;
  private final RunListener listener;
  private final RunLedger ledger;
  private final RunningStatements statements = new RunningStatements();
  private final AttemptRunner attempts;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Map<String, TaskProgress> tasks = new LinkedHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(runnable -> daemon(runnable, "run-timer"));
  private final ExecutorService workers;
  private boolean isCancelled;
  private boolean isLeaseLost;
  private ScheduledFuture<?> heartbeat;
  private ScheduledFuture<?> cancellation;

  /** What the deciding thread knows of a task. */
  private static final class TaskProgress {
    private final Task task;
    private TaskState state = TaskState.QUEUED;
    private Instant startedAt;
    private int attempts;
    private ScheduledFuture<?> retry;

    private TaskProgress(Task task) {
      this.task = task;
    }
  }

  DagRun(
      Database database,
      JobFactory jobs,
      RunnerSettings settings,
      Clock clock,
      RandomGenerator random,
      RunRequest request,
      Lease lease,
      RunListener listener) {
    this.jobs = jobs;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.request = request;
    this.lease = lease;
    this.listener = listener;
    this.ledger = new RunLedger(database.dsl(), clock);
    this.attempts = new AttemptRunner(database, ledger, statements, clock);
    this.workers =
        Executors.newFixedThreadPool(
            settings.parallelism(), runnable -> daemon(runnable, "task-worker"));
    for (Task task : request.dag().tasks()) {
      if (request.tasks().contains(task.name())) {
        tasks.put(task.name(), new TaskProgress(task));
      }
    }
  }

  RunSummary execute(LeaseLedger leases) throws InterruptedException {
    Instant startedAt = clock.instant();
    List<TaskOutcome> outcomes = new ArrayList<>();
    MDC.put("run", "%s %s".formatted(request.dag().name(), request.logicalDate()));
    try {
      keepLease(leases);
      ledger.queue(lease, tasks.keySet());
      listener.runStarted(request.dag().name(), request.logicalDate(), tasks.size());
      startReady(outcomes);
      while (tasks.values().stream().anyMatch(t -> !t.state.isFinal())) {
        events.take().run();
        if (isLeaseLost) {
          throw new LeaseLostException(lease);
        }
        finished.forEach(outcome -> finish(outcome, outcomes));
        finished.clear();
        startReady(outcomes);
      }
      return end(startedAt, outcomes);
    } finally {
      if (heartbeat != null) {
        heartbeat.cancel(false);
      }
      if (cancellation != null) {
        cancellation.cancel(false);
      }
      statements.cancelAll();
      workers.shutdownNow();
      timer.shutdownNow();
      MDC.remove("run");
    }
  }

  /** Asks the deciding thread to stop; may be called from any thread. */
  void cancel() {
    events.add(
        () -> {
          isCancelled = true;
          tasks.values().forEach(this::requeue);
          cancellation =
              timer.scheduleWithFixedDelay(
                  statements::cancelAll, 0, CANCEL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        });
  }

  private final List<TaskOutcome> finished = new ArrayList<>();

  private RunSummary end(Instant startedAt, List<TaskOutcome> outcomes) {
    RunState state = runState();
    ledger.finish(lease, state);
    RunSummary summary =
        new RunSummary(
            lease.runId(),
            request.dag().name(),
            request.logicalDate(),
            state,
            inOrder(outcomes),
            Duration.between(startedAt, clock.instant()));
    listener.runFinished(summary);
    return summary;
  }

  /** A run fails if any task of it failed, be it in an earlier round. */
  private RunState runState() {
    if (isCancelled) {
      return RunState.CANCELLED;
    }
    return ledger.taskStates(lease).stream().allMatch(TaskState::isDone)
        ? RunState.SUCCESS
        : RunState.FAILED;
  }

  private List<TaskOutcome> inOrder(List<TaskOutcome> outcomes) {
    List<String> order = List.copyOf(tasks.keySet());
    List<TaskOutcome> sorted = new ArrayList<>(outcomes);
    sorted.sort((a, b) -> Integer.compare(order.indexOf(a.task()), order.indexOf(b.task())));
    return sorted;
  }

  private void keepLease(LeaseLedger leases) {
    long millis = settings.heartbeatEvery().toMillis();
    heartbeat =
        timer.scheduleAtFixedRate(() -> beat(leases), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void beat(LeaseLedger leases) {
    try {
      if (!leases.heartbeat(lease)) {
        events.add(() -> isLeaseLost = true);
      }
    } catch (RuntimeException e) {
      // The database may be restarting; if it takes too long, another process takes the run, and
      // the fence holds.
      LOG.warn("Heartbeat failed: {}", Failures.message(e));
    }
  }

  private void startReady(List<TaskOutcome> outcomes) {
    for (TaskProgress task : tasks.values()) {
      if (task.state != TaskState.QUEUED) {
        continue;
      }
      if (isCancelled) {
        notRun(task, TaskState.CANCELLED, "cancelled", outcomes);
        continue;
      }
      Optional<String> broken = brokenUpstream(task);
      if (broken.isPresent()) {
        notRun(task, TaskState.UPSTREAM_FAILED, broken.get() + " did not succeed", outcomes);
      } else if (task.task.upstream().stream()
          .map(tasks::get)
          .allMatch(t -> t == null || t.state.isDone())) {
        start(task);
      }
    }
  }

  private Optional<String> brokenUpstream(TaskProgress task) {
    return task.task.upstream().stream()
        .filter(name -> tasks.containsKey(name))
        .filter(name -> tasks.get(name).state.isFinal() && !tasks.get(name).state.isDone())
        .sorted()
        .findFirst();
  }

  private void notRun(
      TaskProgress task, TaskState state, String message, List<TaskOutcome> outcomes) {
    task.state = state;
    ledger.setTaskState(lease, task.task.name(), state);
    finish(TaskOutcome.notRun(task.task.name(), state, message), outcomes);
  }

  private void finish(TaskOutcome outcome, List<TaskOutcome> outcomes) {
    outcomes.add(outcome);
    listener.taskFinished(outcome);
  }

  private void start(TaskProgress task) {
    String name = task.task.name();
    task.state = TaskState.RUNNING;
    task.attempts++;
    task.startedAt = task.startedAt == null ? clock.instant() : task.startedAt;
    listener.taskStarted(name, task.attempts);
    workers.execute(() -> attempt(task));
  }

  /** Runs on a worker. */
  private void attempt(TaskProgress task) {
    String name = task.task.name();
    MDC.put("run", "%s %s".formatted(request.dag().name(), request.logicalDate()));
    MDC.put("task", name);
    Timeout timeout = new Timeout();
    ScheduledFuture<?> watch =
        timer.scheduleWithFixedDelay(
            () -> {
              timeout.isOver = true;
              statements.cancel(name);
            },
            settings.attemptTimeout().toMillis(),
            CANCEL_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    AttemptResult result =
        attempts.run(
            request,
            lease,
            name,
            () -> jobs.create(task.task.job()),
            rows -> listener.taskAdvanced(name, rows));
    watch.cancel(false);
    MDC.clear();
    events.add(() -> ended(task, result, timeout.isOver));
  }

  private static final class Timeout {
    private volatile boolean isOver;
  }

  private void ended(TaskProgress task, AttemptResult result, boolean isTimedOut) {
    if (result instanceof AttemptResult.Succeeded succeeded) {
      succeeded(task, succeeded.result());
    } else if (result instanceof AttemptResult.Failed failed) {
      failed(task, failed, isTimedOut);
    }
  }

  private void succeeded(TaskProgress task, JobResult result) {
    task.state = result.isSkipped() ? TaskState.SKIPPED : TaskState.SUCCESS;
    finished.add(outcome(task, result.rowsRead(), result.rowsWritten(), result.message()));
  }

  private void failed(TaskProgress task, AttemptResult.Failed failed, boolean isTimedOut) {
    Throwable failure =
        isTimedOut
            ? new AttemptTimedOutException(settings.attemptTimeout(), failed.failure())
            : failed.failure();
    if (failure instanceof LeaseLostException) {
      isLeaseLost = true;
      return;
    }
    if (failed.attempt().isPresent()
        && Failures.isTransient(failure)
        && hasCommitted(failed.attempt().get())) {
      succeeded(task, JobResult.of(0, 0).saying("committed just before the connection was lost"));
      return;
    }
    Optional<Duration> pause = isCancelled || isTimedOut ? Optional.empty() : pause(task, failure);
    task.state =
        isCancelled
            ? TaskState.CANCELLED
            : pause.isPresent() ? TaskState.UP_FOR_RETRY : TaskState.FAILED;
    failed.attempt().ifPresent(attempt -> record(attempt, task.state, failure));
    if (pause.isPresent()) {
      retry(task, Failures.message(failure), pause.get());
    } else {
      LOG.debug("Task {} failed", task.task.name(), failure);
      finished.add(outcome(task, 0, 0, Failures.message(failure)));
    }
  }

  private boolean hasCommitted(AttemptId attempt) {
    try {
      return ledger.hasSucceeded(attempt);
    } catch (RuntimeException e) {
      LOG.warn("Could not read the ledger: {}", Failures.message(e));
      return false;
    }
  }

  private void record(AttemptId attempt, TaskState state, Throwable failure) {
    try {
      ledger.fail(lease, attempt, state, failure);
    } catch (LeaseLostException e) {
      isLeaseLost = true;
    } catch (RuntimeException e) {
      // The failure itself may be that the database is away. The next round marks the attempt as
      // lost.
      LOG.warn("Could not record that task {} failed: {}", attempt, Failures.message(e));
    }
  }

  private void retry(TaskProgress task, String reason, Duration pause) {
    listener.taskWillRetry(task.task.name(), reason, pause);
    task.retry =
        timer.schedule(
            () -> events.add(() -> requeue(task)), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void requeue(TaskProgress task) {
    if (task.state == TaskState.UP_FOR_RETRY) {
      task.retry.cancel(false);
      task.state = TaskState.QUEUED;
    }
  }

  private Optional<Duration> pause(TaskProgress task, Throwable failure) {
    Duration pause = settings.retries().pauseAfter(task.attempts, random);
    if (failure instanceof NotYetException notYet) {
      Duration left = Duration.between(clock.instant(), task.startedAt.plus(notYet.deadline()));
      return !left.isNegative() && !left.isZero()
          ? Optional.of(pause.compareTo(left) < 0 ? pause : left)
          : Optional.empty();
    }
    boolean isWorthIt =
        Failures.isTransient(failure) && task.attempts < settings.retries().maxAttempts();
    return isWorthIt ? Optional.of(pause) : Optional.empty();
  }

  private TaskOutcome outcome(TaskProgress task, long rowsRead, long rowsWritten, String message) {
    return new TaskOutcome(
        task.task.name(),
        task.state,
        task.attempts,
        rowsRead,
        rowsWritten,
        Duration.between(task.startedAt, clock.instant()),
        message);
  }

  private static Thread daemon(Runnable runnable, String name) {
    Thread thread = new Thread(runnable, name);
    thread.setDaemon(true);
    return thread;
  }
}
