package ro.wowcinema.pipeline.jobs.fact;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.jobs.source.Sources.BUCHAREST;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Partitions of the fact by month of session_start in Europe/Bucharest. Each is made as a table of
 * its own and then attached, which, unlike CREATE TABLE … PARTITION OF, lets readers go on. jOOQ
 * has no statements for partitions.
 */
final class MonthlyPartitions {
  private MonthlyPartitions() {}

  /** Makes the partitions that these sessions need. */
  static void ensure(DSLContext dsl, Table<?> sessions) {
    List<Instant> starts =
        dsl.selectDistinct(
                DSL.field(
                    "date_trunc('month', {0} at time zone {1}) at time zone {1}",
                    FACT_WATCH_SESSION.SESSION_START.getDataType(),
                    column(sessions, FACT_WATCH_SESSION.SESSION_START),
                    DSL.inline(BUCHAREST.getId())))
            .from(sessions)
            .fetch(row -> row.value1());
    for (Instant start : new TreeSet<>(starts)) {
      ensure(dsl, YearMonth.from(start.atZone(BUCHAREST)));
    }
  }

  private static void ensure(DSLContext dsl, YearMonth month) {
    Name partition =
        DSL.name(
            FACT_WATCH_SESSION.getSchema().getName(),
            String.format(
                Locale.ROOT,
                "%s_%04d_%02d",
                FACT_WATCH_SESSION.getName(),
                month.getYear(),
                month.getMonthValue()));
    if (dsl.fetchExists(
        DSL.selectOne()
            .where(
                DSL.condition("to_regclass({0}) is not null", DSL.inline(partition.toString()))))) {
      return;
    }
    dsl.execute(
        "create table {0} (like {1} including defaults including constraints including indexes)",
        partition, FACT_WATCH_SESSION);
    dsl.execute(
        "alter table {0} attach partition {1} for values from ({2}) to ({3})",
        FACT_WATCH_SESSION,
        partition,
        DSL.inline(startOf(month)),
        DSL.inline(startOf(month.plusMonths(1))));
    dsl.execute(
        "comment on table {0} is {1}",
        partition, DSL.inline("Viewing sessions that started in " + month + " (Europe/Bucharest)"));
  }

  private static String startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay(BUCHAREST).toOffsetDateTime().toString();
  }
}
