package ro.wowcinema.pipeline.core.schedule;

import java.time.LocalDate;
import java.util.List;

/** The result of a tick. */
public record TickResult(List<LocalDate> requested, List<LocalDate> skipped) {
  static final TickResult NOTHING = new TickResult(List.of(), List.of());

  public TickResult {
    requested = List.copyOf(requested);
    skipped = List.copyOf(skipped);
  }
}
