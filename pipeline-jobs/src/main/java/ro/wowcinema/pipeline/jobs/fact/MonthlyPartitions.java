package ro.wowcinema.pipeline.jobs.fact;

import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * Partitions of the fact by month of session_start in Europe/Bucharest. Each is made as a table of
 * its own and then attached, which, unlike CREATE TABLE … PARTITION OF, lets readers go on. jOOQ
 * has no statements for partitions.
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
    if (missing(dsl, months).isEmpty()) {
      return List.of();
    }
    // Two DAGs make partitions. Who comes second waits here, and then sees those of the first;
    // attaching takes this lock anyway.
    dsl.execute("lock table {0} in share update exclusive mode", FACT_WATCH_SESSION);
    List<YearMonth> missing = missing(dsl, months);
    missing.forEach(month -> create(dsl, month));
    return missing;
  }

  private static List<YearMonth> missing(DSLContext dsl, SessionMonths months) {
    return months.months().stream().filter(month -> !exists(dsl, month)).toList();
  }

  private static boolean exists(DSLContext dsl, YearMonth month) {
    return dsl.fetchExists(
        DSL.selectOne()
            .where(
                DSL.condition(
                    "to_regclass({0}) is not null", DSL.inline(partition(month).toString()))));
  }

  private static void create(DSLContext dsl, YearMonth month) {
    Name partition = partition(month);
    dsl.execute(
        "create table {0} (like {1} including defaults including constraints including indexes)",
        partition, FACT_WATCH_SESSION);
    dsl.execute(
        "alter table {0} attach partition {1} for values from ({2}) to ({3})",
        FACT_WATCH_SESSION,
        partition,
        DSL.inline(SessionMonths.startOf(month).toString()),
        DSL.inline(SessionMonths.endOf(month).toString()));
    dsl.execute(
        "comment on table {0} is {1}",
        partition, DSL.inline("Viewing sessions that started in " + month + " (Europe/Bucharest)"));
  }

  private static Name partition(YearMonth month) {
    return DSL.name(
        FACT_WATCH_SESSION.getSchema().getName(),
        String.format(
            Locale.ROOT,
            "%s_%04d_%02d",
            FACT_WATCH_SESSION.getName(),
            month.getYear(),
            month.getMonthValue()));
  }
}
