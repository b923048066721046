package ro.wowcinema.pipeline.core.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.MDC;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.attempt.AttemptRunner;
import ro.wowcinema.pipeline.core.execution.attempt.RunningStatements;
import ro.wowcinema.pipeline.core.ledger.AttemptLedger;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.LeaseLedger;
import ro.wowcinema.pipeline.core.ledger.LeaseLostException;
import ro.wowcinema.pipeline.core.ledger.RunLedger;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/**
 * One run being executed. A single thread, the caller's, owns every task's state and decides;
 * workers and timers only send it events.
 */
final class DagRun {
  private final TaskSlots slots;
  private final RunRequest request;
  private final Lease lease;
  private final Duration heartbeatEvery;
  private final Clock clock;
  private final RunListener listener;
  private final DatabaseOutage outage;
  private final RetryingLedger ledger;
  private final RunTasks board;
  private final TaskWorkers workers;
  private final TaskStateMachine flow;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("run-timer"));
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

  DagRun(
      Database database,
      Components components,
      RunnerSettings settings,
      Clock clock,
      RandomGenerator random,
      TaskSlots slots,
      RunRequest request,
      Lease lease,
      RunListener listener) {
    this.slots = slots;
    this.request = request;
    this.lease = lease;
    this.heartbeatEvery = settings.heartbeatEvery();
    this.clock = clock;
    this.listener = listener;
    this.outage = new DatabaseOutage(name(request, lease), settings.databasePatience());
    AttemptLedger rows = new AttemptLedger(database.dsl(), clock);
    this.ledger = new RetryingLedger(new RunLedger(database.dsl(), clock), rows, lease, outage);
    this.board = new RunTasks(request);
    RunningStatements statements = new RunningStatements();
    AttemptRunner attempts = new AttemptRunner(database, rows, statements, clock);
    this.workers =
        new TaskWorkers(request, lease, components, attempts, statements, settings, timer);
    TaskRetries retries = new TaskRetries(settings, clock, random);
    this.flow =
        new TaskStateMachine(
            board, workers, ledger, retries, listener, clock, timer, events::add, slots);
  }

  RunSummary execute(LeaseLedger leases) throws InterruptedException {
    MDC.put("run", request.title());
    Heartbeat heartbeat = new Heartbeat(leases, lease, outage, new Findings());
    heartbeat.start(heartbeatEvery);
    Runnable stopWaiting = slots.onRelease(this::recheck);
    try {
      return execute();
    } finally {
      stopWaiting.run();
      flow.releaseSlots();
      heartbeat.stop();
      workers.stop();
      timer.shutdownNow();
      MDC.remove("run");
    }
  }

  /** Asks the coordinating thread to stop; may be called from any thread. */
  void cancel() {
    events.add(flow::cancel);
  }

  /** Tasks that wait for a free slot. */
  int waitingTasks() {
    return flow.waitingTasks();
  }

  boolean isOf(String dag, LocalDate logicalDate) {
    return request.dag().name().equals(dag) && request.logicalDate().equals(logicalDate);
  }

  /** Starts nothing more, and leaves the rest to another process. */
  void drain() {
    events.add(flow::drain);
  }

  /** Cancels what runs, and leaves it to another process with the rest. */
  void abort() {
    events.add(flow::abort);
  }

  private void recheck() {
    events.add(() -> {});
  }

  private RunSummary execute() throws InterruptedException {
    Instant startedAt = clock.instant();
    ledger.queue(board.names(), request.dag().tasks().stream().map(Task::name).toList());
    listener.runStarted(request.dag().name(), request.logicalDate(), board.names().size());
    flow.startReady();
    while (!flow.isOver()) {
      events.take().run();
      flow.startReady();
    }
    return end(startedAt);
  }

  private RunSummary end(Instant startedAt) {
    RunState state = runState();
    ledger.finish(state, flow.problem());
    RunSummary summary =
        new RunSummary(
            lease.runId(),
            request.dag().name(),
            request.logicalDate(),
            state,
            flow.outcomes(),
            Duration.between(startedAt, clock.instant()));
    listener.runFinished(summary);
    return summary;
  }

  /** A run fails if any task of it failed, be it in an earlier round; one with tasks left waits. */
  private RunState runState() {
    if (flow.isCancelled()) {
      return RunState.CANCELLED;
    }
    if (!board.isOver()) {
      return RunState.QUEUED;
    }
    Set<TaskState> states = EnumSet.copyOf(ledger.taskStates());
    if (states.stream().allMatch(TaskState::isDone)) {
      return RunState.SUCCESS;
    }
    return states.stream().allMatch(state -> state.isDone() || state == TaskState.QUEUED)
        ? RunState.QUEUED
        : RunState.FAILED;
  }

  private static String name(RunRequest request, Lease lease) {
    return "run %d of %s for %s"
        .formatted(lease.runId(), request.dag().name(), request.logicalDate());
  }

  /** A problem that the heartbeat finds ends the run on the coordinating thread. */
  private final class Findings implements Heartbeat.Listener {
    @Override
    public void cancelRequested() {
      cancel();
    }

    @Override
    public void leaseLost() {
      events.add(
          () -> {
            throw new LeaseLostException(lease);
          });
    }

    @Override
    public void databaseLost(RuntimeException cause) {
      events.add(
          () -> {
            throw outage.failure(cause);
          });
    }
  }
}
