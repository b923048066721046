package ro.wowcinema.pipeline.core.operations;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import ro.wowcinema.pipeline.core.schedule.Deliveries;

/**
 * Deliveries that a test makes arrive; everything since September has, but for what it withholds.
 */
final class LandedDates implements Deliveries {
  Optional<LocalDate> first = Optional.of(LocalDate.of(2026, 9, 1));
  private final Set<LocalDate> withheld = new ConcurrentSkipListSet<>();

  /** These have not arrived. */
  void withhold(String... dates) {
    for (String date : dates) {
      withheld.add(LocalDate.parse(date));
    }
  }

  /** It has arrived now. */
  void deliver(String date) {
    withheld.remove(LocalDate.parse(date));
  }

  @Override
  public Optional<LocalDate> first() {
    return first;
  }

  @Override
  public String of(LocalDate date) {
    return withheld.contains(date) ? "none" : "test";
  }

  @Override
  public Optional<String> missing(LocalDate date) {
    return withheld.contains(date)
        ? Optional.of("the delivery of %s".formatted(date))
        : Optional.empty();
  }
}
