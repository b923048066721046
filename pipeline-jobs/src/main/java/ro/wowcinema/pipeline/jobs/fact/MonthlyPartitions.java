package ro.wowcinema.pipeline.jobs.fact;

import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;
import ro.wowcinema.warehouse.ops.Routines;

/**
 * Partitions of the fact by month of session_start in Europe/Bucharest. A function of the schema's
 * owner makes them, since loads may make no tables.
 */
public final class MonthlyPartitions {
  private MonthlyPartitions() {}

  /**
   * Makes the partitions of the date's own and the next months that are not there yet.
   *
   * @return their months, in order
   */
  public static List<YearMonth> ensureAhead(DSLContext dsl, LocalDate date) {
    return ensure(dsl, SessionMonths.ahead(date));
  }

  /** Makes the partitions that are not there yet, and answers their months, in order. */
  static List<YearMonth> ensure(DSLContext dsl, SessionMonths months) {
    return months.months().stream()
        // Asked without the lock that making one takes, because most are there.
        .filter(month -> !exists(dsl, month))
        .filter(month -> Routines.createSessionMonth(dsl.configuration(), month.atDay(1)))
        .toList();
  }

  private static boolean exists(DSLContext dsl, YearMonth month) {
    return dsl.fetchExists(
        DSL.selectOne()
            .where(
                DSL.condition(
                    "to_regclass({0}) is not null", DSL.inline(partition(month).toString()))));
  }

  private static Name partition(YearMonth month) {
    return DSL.name(
        "warehouse_part",
        String.format(
            Locale.ROOT,
            "%s_%04d_%02d",
            FACT_WATCH_SESSION.getName(),
            month.getYear(),
            month.getMonthValue()));
  }
}
