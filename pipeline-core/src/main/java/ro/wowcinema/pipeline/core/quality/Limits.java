package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * From when on offending rows are a warning, and from when on an error.
 *
 * @param warn more than this warns; empty: never
 * @param error more than this fails; empty: never
 */
public record Limits(Optional<Limit> warn, Optional<Limit> error) {
  /** Not a single row may offend. */
  public static final Limits STRICT = new Limits(Optional.empty(), Optional.of(Limit.NONE));

  public Limits {
    requireNonNull(warn, "warn is null");
    requireNonNull(error, "error is null");
  }

  CheckOutcome outcome(long offending, long checked) {
    if (error.filter(limit -> limit.isExceededBy(offending, checked)).isPresent()) {
      return CheckOutcome.FAILED;
    }
    return warn.filter(limit -> limit.isExceededBy(offending, checked)).isPresent()
        ? CheckOutcome.WARNED
        : CheckOutcome.PASSED;
  }
}
