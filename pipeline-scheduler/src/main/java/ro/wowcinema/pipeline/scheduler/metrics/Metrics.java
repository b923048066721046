package ro.wowcinema.pipeline.scheduler.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Everything that is counted and timed; {@code docs/metrics.md} lists it. Labels are names of DAGs,
 * tasks and states, never dates, so that their number stays what the DAGs make it.
 */
public final class Metrics implements AutoCloseable {
  /** Type of what {@link #scrape} gives. */
  static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  /** Micrometer's names that Prometheus' conventions do not allow; ours are below. */
  private static final Set<String> RENAMED = Set.of("process.cpu.time", "system.cpu.count");

  private static final double NANOS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final AtomicInteger tasksRunning = new AtomicInteger();

  /** Of this process. */
  public Metrics() {
    registry.config().meterFilter(MeterFilter.deny(id -> RENAMED.contains(id.getName())));
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    counter(
        "process_cpu_seconds_total",
        "Processor time that this process has used",
        Map.of(),
        Metrics::cpuSeconds);
    gauge(
        "system_cpus",
        "Processors that this process may use",
        Map.of(),
        Runtime.getRuntime()::availableProcessors);
    gauge("pipeline_tasks_running", "Tasks at work right now", Map.of(), tasksRunning::get);
    Gauge.builder("pipeline.build.info", () -> 1)
        .description("The version that runs")
        .tags("version", version())
        .register(registry);
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / NANOS;
  }

  private static String version() {
    return Optional.ofNullable(Metrics.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  /** Shows everything that is counted and timed of a DAG's runs, from the start and at 0. */
  public void registerRuns(String dag, Collection<String> tasks) {
    RunMetrics.registerAtZero(registry, dag, tasks);
  }

  /**
   * Shows how busy a pool of connections is, and how long its users wait.
   *
   * @param pool one of HikariCP's, not measured yet
   */
  public void measurePool(DataSource pool) {
    try {
      pool.unwrap(HikariDataSource.class).setMetricRegistry(registry);
    } catch (SQLException e) {
      throw new IllegalArgumentException("The pool is not HikariCP's", e);
    }
  }

  /** Counts one run of a DAG; to be closed after the run, however it ended. */
  public RunMetrics forRun(String dag) {
    return new RunMetrics(registry, tasksRunning, dag);
  }

  /**
   * Shows a number that can go up and down.
   *
   * @param name as Prometheus shows it, its unit last: {@code
   *     pipeline_last_success_timestamp_seconds}
   * @param labels few values, and never a date
   * @param value asked at each scrape, so it may not take long; null: unknown, shown as NaN
   */
  public void gauge(
      String name, String description, Map<String, String> labels, Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(description)
        .tags(tags(labels))
        .strongReference(true)
        .register(registry);
  }

  /**
   * Shows a number that only grows, counted by another object.
   *
   * @param name as Prometheus shows it: {@code pipeline_lineage_events_dropped_total}
   */
  public void counter(
      String name, String description, Map<String, String> labels, Supplier<Number> count) {
    FunctionCounter.builder(name, count, counted -> counted.get().doubleValue())
        .description(description)
        .tags(tags(labels))
        .register(registry);
  }

  /** Everything, as Prometheus reads it. */
  public String scrape() {
    return registry.scrape();
  }

  private static Tags tags(Map<String, String> labels) {
    return Tags.of(
        labels.entrySet().stream().map(label -> Tag.of(label.getKey(), label.getValue())).toList());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
