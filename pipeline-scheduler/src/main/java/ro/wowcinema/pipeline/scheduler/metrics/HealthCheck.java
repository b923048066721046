package ro.wowcinema.pipeline.scheduler.metrics;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that must work.
 *
 * @param name what people call it: {@code database}
 * @param problem looks and tells what is wrong, if anything; may hang, may throw, and is never
 *     called twice at a time
 */
public record HealthCheck(String name, Supplier<Optional<String>> problem) {
  public HealthCheck {
    requireNonNull(name, "name is null");
    requireNonNull(problem, "problem is null");
  }
}
