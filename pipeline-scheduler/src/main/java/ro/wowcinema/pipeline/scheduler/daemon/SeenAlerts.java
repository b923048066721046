package ro.wowcinema.pipeline.scheduler.daemon;

import java.util.HashSet;
import java.util.Set;

/** Which alerts were seen; forgets those that are too old to be met again. */
final class SeenAlerts {
  private static final long BACK = 100;

  private final long first;
  private final Set<Long> seen = new HashSet<>();
  private long last;

  /**
   * @param last those up to this number count as seen
   */
  SeenAlerts(long last) {
    this.first = last;
    this.last = last;
  }

  long lookAfter() {
    return Math.max(first, last - BACK);
  }

  boolean isNew(long id) {
    last = Math.max(last, id);
    seen.removeIf(old -> old <= last - 2 * BACK);
    return seen.add(id);
  }
}
