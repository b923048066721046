package ro.wowcinema.pipeline.core.execution;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import ro.wowcinema.pipeline.core.execution.attempt.AttemptTimedOutException;
import ro.wowcinema.pipeline.core.execution.attempt.FailureClassifier;
import ro.wowcinema.pipeline.core.job.InputNotReadyException;
import ro.wowcinema.pipeline.core.job.TransientFailureException;

/** Decides whether a failed task is tried again, and when. */
final class TaskRetries {
  private final RunnerSettings settings;
  private final Clock clock;
  private final RandomGenerator random;

  TaskRetries(RunnerSettings settings, Clock clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** How long to wait before the next attempt; empty where there will be none. */
  Optional<Duration> pauseAfter(TaskProgress task, Throwable failure) {
    if (failure instanceof AttemptTimedOutException) {
      return Optional.empty();
    }
    Duration pause = settings.retries().pauseAfter(task.attempts(), random);
    if (failure instanceof InputNotReadyException notYet) {
      return untilDeadline(pause, task, notYet);
    }
    return Optional.of(
            failure instanceof TransientFailureException f ? max(pause, f.pause()) : pause)
        .filter(
            p ->
                FailureClassifier.isTransient(failure)
                    && task.attempts() < settings.maxAttempts(task.task()));
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private Optional<Duration> untilDeadline(
      Duration pause, TaskProgress task, InputNotReadyException notYet) {
    Duration left = Duration.between(clock.instant(), task.startedAt().plus(notYet.deadline()));
    if (left.isNegative() || left.isZero()) {
      return Optional.empty();
    }
    return Optional.of(pause.compareTo(left) < 0 ? pause : left);
  }
}
