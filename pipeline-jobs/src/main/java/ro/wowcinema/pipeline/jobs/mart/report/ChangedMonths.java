package ro.wowcinema.pipeline.jobs.mart.report;

import static java.util.stream.Stream.iterate;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.ChangedKeys;

/**
 * Months of the subscription fact that must be looked at again, each by its first day.
 *
 * @param months each once, in order
 */
record ChangedMonths(SortedSet<LocalDate> months) {
  ChangedMonths {
    months = Collections.unmodifiableSortedSet(new TreeSet<>(months));
  }

  /** Consumes the months with changed rows. */
  static ChangedMonths consume(DSLContext dsl) {
    Table<?> taken =
        ChangedKeys.consume(dsl, CHANGED_SUBSCRIPTION_MONTH, CHANGED_SUBSCRIPTION_MONTH.MONTH);
    return new ChangedMonths(
        new TreeSet<>(
            dsl.select(column(taken, FACT_SUBSCRIPTION_MONTH.MONTH))
                .from(taken)
                .fetchSet(0, LocalDate.class)));
  }

  ChangedMonths and(Collection<LocalDate> more) {
    SortedSet<LocalDate> all = new TreeSet<>(months);
    all.addAll(more);
    return new ChangedMonths(all);
  }

  /** These and those that the as-of date entered: who left just before has no row in them. */
  ChangedMonths andEntered(Optional<LocalDate> before, LocalDate asOf) {
    return before
        .map(date -> date.withDayOfMonth(1).plusMonths(1))
        .map(next -> and(iterate(next, m -> !m.isAfter(asOf), m -> m.plusMonths(1)).toList()))
        .orElse(this);
  }

  /** The months before these. */
  static Set<LocalDate> before(Set<LocalDate> months) {
    return months.stream().map(month -> month.minusMonths(1)).collect(Collectors.toSet());
  }

  /** These and the ones that begin with what these end with. */
  Set<LocalDate> andNext(LocalDate asOf) {
    SortedSet<LocalDate> all = new TreeSet<>(months);
    months.forEach(month -> all.add(month.plusMonths(1)));
    all.removeIf(month -> month.isAfter(asOf));
    return all;
  }
}
