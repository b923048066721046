package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.run.RunState;
import ro.wowcinema.pipeline.core.schedule.DueDates;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.scheduler.web.Metrics;

/** How DAGs stand by the ledger: every node tells the same of them. */
final class DagGauges {
  private final DSLContext dsl;
  private final Metrics metrics;

  DagGauges(DSLContext dsl, Metrics metrics) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.metrics = requireNonNull(metrics, "metrics is null");
  }

  void measure(Schedule schedule) {
    Map<String, String> labels = Map.of("dag", schedule.dag());
    metrics.gauge(
        "pipeline_last_success_timestamp_seconds",
        "When a run of the DAG last succeeded",
        labels,
        known(() -> lastSuccess(schedule.dag())));
    metrics.gauge(
        "pipeline_oldest_unfinished_due_timestamp_seconds",
        "When the oldest run that a daemon is to do, and that is not done, was due",
        labels,
        known(() -> oldestUnfinished(schedule)));
    metrics.gauge(
        "pipeline_dag_paused",
        "1 where no date of the DAG becomes due",
        labels,
        known(() -> new DueDates(dsl).isPaused(schedule) ? 1 : 0));
  }

  private Number lastSuccess(String dag) {
    Instant last =
        dsl.select(max(DAG_RUN.FINISHED_AT))
            .from(DAG_RUN)
            .where(DAG_RUN.DAG.eq(dag))
            .and(DAG_RUN.STATE.eq(RunState.SUCCESS.code()))
            .fetchSingle(row -> row.value1());
    return last == null ? null : last.getEpochSecond();
  }

  private Number oldestUnfinished(Schedule schedule) {
    LocalDate oldest =
        dsl.select(min(DAG_RUN.LOGICAL_DATE))
            .from(DAG_RUN)
            .where(DAG_RUN.DAG.eq(schedule.dag()))
            .and(DAG_RUN.REQUESTED_AT.isNotNull())
            .fetchSingle(row -> row.value1());
    return oldest == null ? null : schedule.dueAt(oldest).getEpochSecond();
  }

  /** A scrape must not fail because the database is away. */
  private static Supplier<Number> known(Supplier<Number> asked) {
    return () -> {
      try {
        return asked.get();
      } catch (RuntimeException e) {
        return null;
      }
    };
  }
}
