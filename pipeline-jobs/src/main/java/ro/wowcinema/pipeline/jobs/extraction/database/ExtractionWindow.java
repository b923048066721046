package ro.wowcinema.pipeline.jobs.extraction.database;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.jobs.source.Sources;

/**
 * The changes that a delivery has: half open, so that windows without overlap have each change
 * once.
 *
 * @param from the first instant in it; empty: the beginning of time
 * @param until the first instant after it
 */
public record ExtractionWindow(Optional<Instant> from, Instant until) {
  public ExtractionWindow {
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
  }

  /**
   * The end of a date's window: the end of the date, or now if the date is not over. A row that is
   * changed after that belongs to a later date.
   */
  public static Instant endOf(LocalDate logicalDate, Instant now) {
    if (now.isBefore(Sources.startOf(logicalDate))) {
      throw new ExtractionException(
          "%s has not begun: the clock of the platform's database says %s; extract a date when it has begun, best when it is over"
              .formatted(logicalDate, now));
    }
    Instant end = Sources.startOf(logicalDate.plusDays(1));
    return now.isBefore(end) ? now : end;
  }

  Condition holds(Field<Instant> changedAt) {
    return from.map(changedAt::ge).orElseGet(DSL::noCondition).and(changedAt.lt(until));
  }

  /** For people. */
  @Override
  public String toString() {
    return from.map(instant -> "changed from " + instant + " to before ").orElse("changed before ")
        + until;
  }
}
