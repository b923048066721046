package ro.wowcinema.pipeline.core.schedule;

import java.time.LocalDate;
import java.util.List;

/**
 * What a tick did.
 *
 * @param requested dates that are to run
 * @param passedOver dates that were due and are not run, by the catch-up policy
 */
public record Ticked(List<LocalDate> requested, List<LocalDate> passedOver) {
  static final Ticked NOTHING = new Ticked(List.of(), List.of());

  public Ticked {
    requested = List.copyOf(requested);
    passedOver = List.copyOf(passedOver);
  }
}
