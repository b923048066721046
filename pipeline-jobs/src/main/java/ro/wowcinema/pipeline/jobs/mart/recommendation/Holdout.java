package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import ro.wowcinema.pipeline.jobs.source.Sources;

/**
 * Days whose viewing a recommender has to predict from the viewing before them.
 *
 * @param asOf the last of them
 * @param days how many, at least 1
 */
public record Holdout(LocalDate asOf, int days) {
  public Holdout {
    requireNonNull(asOf, "asOf is null");
    if (days < 1) {
      throw new IllegalArgumentException("days must be at least 1, not " + days);
    }
  }

  /** The first of them. */
  public LocalDate from() {
    return asOf.minusDays(days - 1L);
  }

  Instant start() {
    return Sources.startOf(from());
  }

  Instant end() {
    return Sources.startOf(asOf.plusDays(1));
  }
}
