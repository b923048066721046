package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.scheduler.metrics.HealthCheck;
import ro.wowcinema.pipeline.scheduler.metrics.Metrics;
import ro.wowcinema.pipeline.scheduler.metrics.StatusServer;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** What machines can see of this node. */
final class Monitoring {
  private final Warehouse warehouse;
  private final QuartzCluster quartz;
  private final DagRunner runner;
  private final Metrics metrics;

  Monitoring(Warehouse warehouse, QuartzCluster quartz, DagRunner runner, Metrics metrics) {
    this.warehouse = requireNonNull(warehouse, "warehouse is null");
    this.quartz = requireNonNull(quartz, "quartz is null");
    this.runner = requireNonNull(runner, "runner is null");
    this.metrics = requireNonNull(metrics, "metrics is null");
  }

  /** Registers what can be seen from the start, all of it with a value. */
  void register(List<KnownDag> dags) {
    dags.forEach(
        dag ->
            metrics.registerRuns(dag.name(), dag.dag().tasks().stream().map(Task::name).toList()));
    metrics.measurePool(warehouse.database().dataSource());
    metrics.gauge(
        "pipeline_task_slots",
        "Tasks that can be at work at a time",
        Map.of(),
        runner::parallelism);
    metrics.gauge(
        "pipeline_tasks_waiting",
        "Tasks that wait for a free slot",
        Map.of(),
        runner::waitingTasks);
  }

  StatusServer serve(Config config) throws IOException {
    String host = config.get(StatusServer.HOST);
    return StatusServer.start(
        host,
        config.get(StatusServer.PORT),
        Stream.concat(Stream.of(host), config.get(StatusServer.HOST_NAMES).stream()).toList(),
        metrics,
        List.of(),
        List.of(
            new HealthCheck("database", this::databaseProblem),
            new HealthCheck("scheduler", this::schedulerProblem)));
  }

  private Optional<String> databaseProblem() {
    warehouse.database().dsl().selectOne().fetchSingle();
    return Optional.empty();
  }

  private Optional<String> schedulerProblem() {
    return quartz.isFiring() ? Optional.empty() : Optional.of("it fires nothing");
  }
}
