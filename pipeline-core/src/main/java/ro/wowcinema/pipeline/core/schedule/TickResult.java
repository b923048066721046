package ro.wowcinema.pipeline.core.schedule;

import java.time.LocalDate;
import java.util.List;

/**
 * What a tick did.
 *
 * @param requested dates that are to run
 * @param skipped dates that were due and are not run, by the catch-up policy
 */
public record TickResult(List<LocalDate> requested, List<LocalDate> skipped) {
  static final TickResult NOTHING = new TickResult(List.of(), List.of());

  public TickResult {
    requested = List.copyOf(requested);
    skipped = List.copyOf(skipped);
  }
}
