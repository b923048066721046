package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.jobs.source.Sources.BUCHAREST;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Calendar months of Europe/Bucharest in which sessions start: the fact's partitions.
 *
 * @param months each once, in order
 */
record SessionMonths(SortedSet<YearMonth> months) {
  private static final Table<?> TABLE = table(name("affected_month"));
  private static final Field<LocalDate> MONTH = field(name("month"), SQLDataType.LOCALDATE);

  /** How many months after that of the logical date have their partition ready. */
  private static final int AHEAD = 3;

  SessionMonths {
    months = Collections.unmodifiableSortedSet(new TreeSet<>(months));
  }

  /**
   * Computes the months of a table that has the fact's session_start, and stores them for this
   * transaction.
   */
  static SessionMonths of(DSLContext dsl, Table<?> sessions) {
    Field<LocalDate> month =
        DSL.field(
            "date_trunc('month', {0} at time zone {1})::date",
            SQLDataType.LOCALDATE,
            column(sessions, FACT_WATCH_SESSION.SESSION_START),
            inline(BUCHAREST.getId()));
    TempTables.create(dsl, TABLE.getName(), dsl.selectDistinct(month.as(MONTH)).from(sessions));
    return ofAttempt(dsl);
  }

  /** Those that were computed in this transaction. */
  static SessionMonths ofAttempt(DSLContext dsl) {
    return new SessionMonths(
        new TreeSet<>(dsl.select(MONTH).from(TABLE).fetch(row -> YearMonth.from(row.value1()))));
  }

  /** The date's own and next months, whose sessions will come. */
  static SessionMonths ahead(LocalDate date) {
    return new SessionMonths(new TreeSet<>()).andAhead(date);
  }

  /** These and the date's own and next months, whose sessions will come anyway. */
  SessionMonths andAhead(LocalDate date) {
    SortedSet<YearMonth> all = new TreeSet<>(months);
    for (int i = 0; i <= AHEAD; i++) {
      all.add(YearMonth.from(date).plusMonths(i));
    }
    return new SessionMonths(all);
  }

  /**
   * Whether an instant is in one of the months, in literals: the planner then leaves out all other
   * partitions.
   */
  Condition contain(Field<Instant> instant) {
    Condition any = falseCondition();
    YearMonth first = null;
    for (YearMonth month : months) {
      first = first == null ? month : first;
      if (!months.contains(month.plusMonths(1))) {
        any = any.or(instant.ge(inline(startOf(first))).and(instant.lt(inline(endOf(month)))));
        first = null;
      }
    }
    return any;
  }

  static Instant startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay(BUCHAREST).toInstant();
  }

  static Instant endOf(YearMonth month) {
    return startOf(month.plusMonths(1));
  }
}
