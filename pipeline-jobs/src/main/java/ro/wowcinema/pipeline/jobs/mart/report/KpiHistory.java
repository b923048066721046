package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.warehouse.aggregate.Tables.KPI_HISTORY;
import static ro.wowcinema.warehouse.mart.Tables.KPI;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/** The KPIs of each as-of date, of all movies together only. */
final class KpiHistory {
  private static final String MOVIES = "movie_engagement_quality_index";
  private static final RowTable TABLE =
      new RowTable(
          KPI_HISTORY, List.of(KPI_HISTORY.AS_OF_DATE, KPI_HISTORY.KPI, KPI_HISTORY.SEGMENT));

  private KpiHistory() {}

  /** Last: it reads what the others published. */
  static int publish(DSLContext dsl, LocalDate asOf) {
    return TABLE.replace(
        dsl,
        KPI_HISTORY.AS_OF_DATE.eq(asOf),
        dsl.select(
                DSL.val(asOf).as(KPI_HISTORY.AS_OF_DATE),
                KPI.KPI_,
                KPI.SEGMENT,
                KPI.VALUE,
                KPI.COMPONENTS)
            .from(KPI)
            .where(KPI.KPI_.ne(inline(MOVIES)).or(KPI.SEGMENT.eq(inline("all")))));
  }
}
