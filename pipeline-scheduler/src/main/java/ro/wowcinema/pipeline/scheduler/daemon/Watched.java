package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.run.RunState;
import ro.wowcinema.pipeline.core.schedule.DueDates;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.scheduler.web.HealthCheck;
import ro.wowcinema.pipeline.scheduler.web.Metrics;
import ro.wowcinema.pipeline.scheduler.web.StatusServer;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** What machines can see of this node. */
final class Watched {
  private final Warehouse warehouse;
  private final QuartzCluster quartz;
  private final List<Schedule> schedules;
  private final Metrics metrics;

  Watched(Warehouse warehouse, QuartzCluster quartz, List<Schedule> schedules, Metrics metrics) {
    this.warehouse = requireNonNull(warehouse, "warehouse is null");
    this.quartz = requireNonNull(quartz, "quartz is null");
    this.schedules = List.copyOf(schedules);
    this.metrics = requireNonNull(metrics, "metrics is null");
  }

  StatusServer serve(Config config) throws IOException {
    schedules.forEach(this::measure);
    return StatusServer.start(
        config.webHost(),
        config.webPort(),
        metrics,
        List.of(),
        List.of(
            new HealthCheck("database", this::databaseProblem),
            new HealthCheck("scheduler", this::schedulerProblem)));
  }

  private void measure(Schedule schedule) {
    Map<String, String> labels = Map.of("dag", schedule.dag());
    DSLContext dsl = warehouse.database().dsl();
    metrics.gauge(
        "pipeline_last_success_timestamp_seconds",
        "When a run of the DAG last succeeded",
        labels,
        known(() -> lastSuccess(dsl, schedule.dag())));
    metrics.gauge(
        "pipeline_oldest_unfinished_due_timestamp_seconds",
        "When the oldest run that a daemon is to do, and that is not done, was due",
        labels,
        known(() -> oldestUnfinished(dsl, schedule)));
    metrics.gauge(
        "pipeline_dag_paused",
        "1 where no date of the DAG becomes due",
        labels,
        known(() -> new DueDates(dsl).isPaused(schedule) ? 1 : 0));
  }

  private static Number lastSuccess(DSLContext dsl, String dag) {
    Instant last =
        dsl.select(max(DAG_RUN.FINISHED_AT))
            .from(DAG_RUN)
            .where(DAG_RUN.DAG.eq(dag))
            .and(DAG_RUN.STATE.eq(RunState.SUCCESS.code()))
            .fetchSingle(row -> row.value1());
    return last == null ? null : last.getEpochSecond();
  }

  private static Number oldestUnfinished(DSLContext dsl, Schedule schedule) {
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

  private Optional<String> databaseProblem() {
    warehouse.database().dsl().selectOne().fetchSingle();
    return Optional.empty();
  }

  private Optional<String> schedulerProblem() {
    return quartz.isFiring() ? Optional.empty() : Optional.of("it fires nothing");
  }
}
