package ro.wowcinema.pipeline.core.execution;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.execution.attempt.AttemptResult;
import ro.wowcinema.pipeline.core.execution.attempt.FailureClassifier;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.LeaseLostException;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/**
 * The state machine of a run's tasks: which may start, and how each attempt's end is handled. Runs
 * on the coordinating thread only; workers and timers reach it through events.
 */
final class TaskStateMachine {
  private static final Logger LOG = LoggerFactory.getLogger(TaskStateMachine.class);

  private final RunTasks board;
  private final TaskWorkers workers;
  private final TaskSlots slots;
  private final RetryingLedger ledger;
  private final TaskRetries retries;
  private final RunListener listener;
  private final Clock clock;
  private final ScheduledExecutorService timer;
  private final Consumer<Runnable> events;
  private final List<TaskOutcome> outcomes = new ArrayList<>();
  private Mode mode = Mode.GOING_ON;
  private volatile int waiting;

  /** The state for the remaining tasks. */
  private enum Mode {
    /** They are run. */
    GOING_ON,
    /** They are left to another process once those that run have ended. */
    HANDING_OVER,
    /** They are left to another process, those that run too. */
    BREAKING_OFF,
    /** They are cancelled. */
    CANCELLED
  }

  TaskStateMachine(
      RunTasks board,
      TaskWorkers workers,
      RetryingLedger ledger,
      TaskRetries retries,
      RunListener listener,
      Clock clock,
      ScheduledExecutorService timer,
      Consumer<Runnable> events,
      TaskSlots slots) {
    this.board = board;
    this.workers = workers;
    this.slots = slots;
    this.ledger = ledger;
    this.retries = retries;
    this.listener = listener;
    this.clock = clock;
    this.timer = timer;
    this.events = events;
  }

  /** How the tasks that are over ended, in the DAG's order. */
  List<TaskOutcome> outcomes() {
    return board.inOrder(outcomes);
  }

  /** The message of the first task that failed. */
  String problem() {
    return outcomes().stream()
        .filter(outcome -> outcome.state() == TaskState.FAILED)
        .map(outcome -> outcome.task() + ": " + outcome.message())
        .findFirst()
        .orElse("some of its tasks failed before");
  }

  boolean isCancelled() {
    return mode == Mode.CANCELLED;
  }

  /** Whether nothing is left to do here. */
  boolean isOver() {
    boolean leavesTheRest = mode == Mode.HANDING_OVER || mode == Mode.BREAKING_OFF;
    return board.isOver() || (leavesTheRest && board.running() == 0);
  }

  /** From now on nothing starts, and what runs is cancelled. */
  void cancel() {
    mode = Mode.CANCELLED;
    board.byPriority().forEach(TaskProgress::requeue);
    workers.cancelAll();
  }

  /** From now on nothing starts; what runs may end. */
  void drain() {
    if (mode == Mode.GOING_ON) {
      mode = Mode.HANDING_OVER;
    }
  }

  /** Running tasks are cancelled, and left to the process that resumes the run. */
  void abort() {
    if (mode != Mode.CANCELLED) {
      mode = Mode.BREAKING_OFF;
      workers.cancelAll();
    }
  }

  /** Releases the slots of tasks whose end will not be reported. */
  void releaseSlots() {
    board.byPriority().stream()
        .filter(task -> task.state() == TaskState.RUNNING)
        .forEach(task -> slots.release(task.task()));
  }

  /** Starts what can start, and ends what never will. */
  void startReady() {
    for (TaskProgress task : board.byPriority()) {
      if (task.state() == TaskState.QUEUED) {
        startOrSkip(task);
      }
    }
    waiting = (int) board.byPriority().stream().filter(this::waitsForASlot).count();
  }

  private boolean waitsForASlot(TaskProgress task) {
    return mode == Mode.GOING_ON && task.state() == TaskState.QUEUED && board.isReady(task);
  }

  /** Tasks that wait for a free slot; may be asked from any thread. */
  int waitingTasks() {
    return waiting;
  }

  private void startOrSkip(TaskProgress task) {
    Optional<String> broken = board.brokenUpstream(task);
    if (isCancelled()) {
      skip(task, TaskState.CANCELLED, "cancelled");
    } else if (broken.isPresent()) {
      skip(task, TaskState.UPSTREAM_FAILED, broken.get() + " did not succeed");
    } else if (mode == Mode.GOING_ON && board.isReady(task) && slots.tryAcquire(task.task())) {
      start(task);
    }
  }

  private void skip(TaskProgress task, TaskState state, String message) {
    task.end(state);
    ledger.setTaskState(task.name(), state);
    finish(TaskOutcome.notRun(task.name(), state, message));
  }

  private void start(TaskProgress task) {
    task.start(clock.instant());
    listener.taskStarted(task.name(), task.attempts());
    workers.start(
        task.task(),
        rows -> listener.taskAdvanced(task.name(), rows),
        result -> events.accept(() -> handleEnd(task, result)));
  }

  private void handleEnd(TaskProgress task, AttemptResult result) {
    slots.release(task.task());
    if (result instanceof AttemptResult.Succeeded succeeded) {
      handleSuccess(task, succeeded.result());
    } else if (result instanceof AttemptResult.Failed failed) {
      handleFailure(task, failed);
    }
  }

  private void handleSuccess(TaskProgress task, JobResult result) {
    task.end(result.isSkipped() ? TaskState.SKIPPED : TaskState.SUCCESS);
    finish(task.outcome(result, clock.instant()));
  }

  private void handleFailure(TaskProgress task, AttemptResult.Failed failed) {
    if (failed.failure() instanceof LeaseLostException lost) {
      throw lost;
    }
    if (ledger.hasCommitted(failed)) {
      handleSuccess(
          task, JobResult.of(0, 0).withMessage("committed just before the connection was lost"));
      return;
    }
    Optional<Duration> pause =
        mode == Mode.GOING_ON || mode == Mode.HANDING_OVER
            ? retries.pauseAfter(task, failed.failure())
            : Optional.empty();
    task.end(pause.isPresent() ? TaskState.UP_FOR_RETRY : stateOfBroken());
    ledger.fail(failed, task.state());
    String message = FailureClassifier.message(failed.failure());
    if (pause.isPresent()) {
      retry(task, message, pause.get());
    } else if (task.state().isFinal()) {
      LOG.debug("Task {} failed", task.name(), failed.failure());
      finish(task.outcome(JobResult.of(0, 0).withMessage(message), clock.instant()));
    }
  }

  private TaskState stateOfBroken() {
    return switch (mode) {
      case CANCELLED -> TaskState.CANCELLED;
      case BREAKING_OFF -> TaskState.QUEUED;
      case GOING_ON, HANDING_OVER -> TaskState.FAILED;
    };
  }

  private void retry(TaskProgress task, String reason, Duration pause) {
    listener.taskWillRetry(task.name(), reason, pause);
    task.awaitRetry(
        timer.schedule(
            () -> events.accept(task::requeue), pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void finish(TaskOutcome outcome) {
    outcomes.add(outcome);
    listener.taskFinished(outcome);
  }
}
