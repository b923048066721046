package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.config.Config;
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
    DagGauges gauges = new DagGauges(warehouse.database().dsl(), metrics);
    schedules.forEach(gauges::measure);
    return StatusServer.start(
        config.webHost(),
        config.webPort(),
        Stream.concat(Stream.of(config.webHost()), config.webHostNames().stream()).toList(),
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
