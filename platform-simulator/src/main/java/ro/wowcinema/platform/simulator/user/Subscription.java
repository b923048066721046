package ro.wowcinema.platform.simulator.user;

import java.time.LocalDate;
import java.util.Optional;

/** From its first day until the day before its end. */
public record Subscription(int planId, LocalDate start, Optional<LocalDate> end) {

  boolean covers(LocalDate day) {
    return !day.isBefore(start) && end.map(day::isBefore).orElse(true);
  }

  Subscription onPlan(int newPlanId) {
    return new Subscription(newPlanId, start, end);
  }

  Subscription endingOn(LocalDate day) {
    return new Subscription(planId, start, Optional.of(day));
  }
}
