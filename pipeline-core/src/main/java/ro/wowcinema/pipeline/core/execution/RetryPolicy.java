package ro.wowcinema.pipeline.core.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when to try again: exponential back-off with full jitter, from half of each step.
 *
 * @param maxAttempts attempts in all, the first included
 * @param first pause after the first failure
 * @param longest no pause is longer
 * @see <a
 *     href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Timeouts,
 *     retries and backoff with jitter</a>
 */
public record RetryPolicy(int maxAttempts, Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  public RetryPolicy {
    requireNonNull(first, "first is null");
    requireNonNull(longest, "longest is null");
  }

  /** Pause after the given number of failed attempts, which is at least 1. */
  Duration pauseAfter(int failures, RandomGenerator random) {
    long step = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long capped = Math.min(step, longest.toMillis());
    return Duration.ofMillis(capped / 2 + random.nextLong(capped / 2 + 1));
  }
}
