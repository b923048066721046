package ro.wowcinema.pipeline.core.operations;

import java.time.LocalDate;
import java.util.List;

/**
 * A requested range of logical dates.
 *
 * @param from the first
 * @param to the last
 */
public record DateRange(LocalDate from, LocalDate to) {
  /** Ten years: who asks for more has mistyped a year. */
  private static final int MOST_DATES = 3_660;

  /**
   * @throws OperationRefusedException where the dates are in the wrong order, or too many
   */
  public DateRange {
    if (to.isBefore(from)) {
      throw new OperationRefusedException("%s is before %s.".formatted(to, from));
    }
    if (from.plusDays(MOST_DATES).isBefore(to)) {
      throw new OperationRefusedException(
          "%s to %s are more than %d dates.".formatted(from, to, MOST_DATES));
    }
  }

  /** Whether it is one date. */
  boolean isOne() {
    return from.equals(to);
  }

  /** Each of them, in order. */
  public List<LocalDate> dates() {
    return from.datesUntil(to.plusDays(1)).toList();
  }
}
