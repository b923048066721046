package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.pipeline.jobs.source.Sources.startOf;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.LocalDate;
import java.util.SortedSet;
import org.jooq.Condition;

/**
 * Sessions of the fact that start on some days. The instants are literals: the planner then leaves
 * out the fact's other months.
 */
final class FactDays {
  private FactDays() {}

  /** From one day until another, which is not included. */
  static Condition between(LocalDate from, LocalDate until) {
    return FACT_WATCH_SESSION
        .SESSION_START
        .ge(inline(startOf(from)))
        .and(FACT_WATCH_SESSION.SESSION_START.lt(inline(startOf(until))));
  }

  /** On one of the days. */
  static Condition in(SortedSet<LocalDate> days) {
    Condition any = falseCondition();
    LocalDate first = null;
    for (LocalDate day : days) {
      first = first == null ? day : first;
      LocalDate next = day.plusDays(1);
      if (!days.contains(next)) {
        any = any.or(between(first, next));
        first = null;
      }
    }
    return any;
  }
}
