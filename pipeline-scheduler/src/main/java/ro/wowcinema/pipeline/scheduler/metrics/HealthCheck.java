package ro.wowcinema.pipeline.scheduler.metrics;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A component that must work.
 *
 * @param name shown to people: {@code database}
 * @param problem looks for a problem and returns it, if there is one; may hang, may throw, and is
 *     never called concurrently
 */
public record HealthCheck(String name, Supplier<Optional<String>> problem) {
  public HealthCheck {
    requireNonNull(name, "name is null");
    requireNonNull(problem, "problem is null");
  }
}
