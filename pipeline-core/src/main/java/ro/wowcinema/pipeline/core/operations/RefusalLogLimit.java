package ro.wowcinema.pipeline.core.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many refusals of one user are written down: so many a minute, and then their number. A user
 * has logged in, so there are few.
 */
final class RefusalLogLimit {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLogLimit.class);

  static final int MOST_PER_PERIOD = 20;
  static final Duration PERIOD = Duration.ofMinutes(1);

  private final Map<String, Period> byUser = new HashMap<>();

  /** A user's current one. */
  private static final class Period {
    private final Instant start;
    private int refusals;

    Period(Instant start) {
      this.start = start;
    }

    private int leftOut() {
      return Math.max(0, refusals - MOST_PER_PERIOD);
    }
  }

  /** Counts a refusal; whether it is among those that are written down. */
  synchronized boolean tryRecord(String user, Instant now) {
    Period period = byUser.get(user);
    if (period == null || (isOver(period, now) && period.leftOut() == 0)) {
      period = new Period(now);
      byUser.put(user, period);
    }
    if (isOver(period, now)) {
      // The next recorded refusal includes the count.
      return true;
    }
    period.refusals++;
    if (period.leftOut() == 1) {
      LOG.warn("More refusals of {} within {} s are counted only", user, PERIOD.toSeconds());
    }
    return period.leftOut() == 0;
  }

  /**
   * Returns the number of refusals of the user's last period that were not recorded, once it is
   * over; a new period begins.
   */
  synchronized Optional<String> resetCount(String user, Instant now) {
    Period period = byUser.get(user);
    if (period == null || !isOver(period, now)) {
      return Optional.empty();
    }
    byUser.remove(user);
    return period.leftOut() == 0
        ? Optional.empty()
        : Optional.of(
            "%d more calls were refused from %s on and are not listed"
                .formatted(period.leftOut(), period.start));
  }

  private static boolean isOver(Period period, Instant now) {
    return !now.isBefore(period.start.plus(PERIOD));
  }
}
