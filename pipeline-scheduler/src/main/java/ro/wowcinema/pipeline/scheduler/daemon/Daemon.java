package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jooq.DSLContext;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.ledger.ProcessOwner;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.RunQueue;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.scheduler.alert.AlertChannels;
import ro.wowcinema.pipeline.scheduler.alert.AlertOutbox;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans;
import ro.wowcinema.pipeline.scheduler.lineage.LineageEvents;
import ro.wowcinema.pipeline.scheduler.metrics.LedgerGauges;
import ro.wowcinema.pipeline.scheduler.metrics.Metrics;
import ro.wowcinema.pipeline.scheduler.metrics.StatusServer;
import ro.wowcinema.pipeline.scheduler.wiring.DagRunners;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/**
 * A node of the scheduler: fires, executes runs, and serves operators and monitoring. Several nodes
 * on one database share the work, and resume what another one leaves.
 */
public final class Daemon implements AutoCloseable {
  public static final ConfigKey<Duration> SHUTDOWN_LIMIT =
      ConfigKey.duration(
          "daemon.shutdown-limit",
          "PT30S",
          "how long running tasks may continue after the daemon is asked to stop");

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final int SPARE_THREADS = 3;

  private final Config config;
  private final Clock clock;
  private final String node = ProcessOwner.newName();
  private final CloseStack opened = new CloseStack();
  private final CountDownLatch isAskedToStop = new CountDownLatch(1);
  private String address = "";

  private Daemon(Config config, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Starts; where that fails, nothing stays open. */
  public static Daemon start(Config config, Clock clock) throws IOException {
    Daemon daemon = new Daemon(config, clock);
    try {
      daemon.open();
      return daemon;
    } catch (IOException | RuntimeException e) {
      daemon.close();
      throw e;
    } catch (SchedulerException e) {
      daemon.close();
      throw new IllegalStateException("Quartz does not start: " + e.getMessage(), e);
    }
  }

  /** An MBean's name in our domain. */
  public static ObjectName name(String keys) {
    try {
      return new ObjectName(MBeans.DOMAIN + ":" + keys);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(keys + " names no MBean", e);
    }
  }

  /** Where it is operated and watched, for people. */
  public String address() {
    return address;
  }

  /** Returns once the daemon was asked to stop, by {@link #stop} or by JMX. */
  public void awaitStop() throws InterruptedException {
    isAskedToStop.await();
  }

  /** Asks it to stop. */
  public void stop() {
    isAskedToStop.countDown();
  }

  private void open() throws IOException, SchedulerException {
    check(config);
    DaemonFile file = DaemonFile.of(config.home());
    opened.add(file.lock());
    Warehouse warehouse = Warehouse.openForDaemon(config, LOG::info);
    opened.add(warehouse);
    warehouse.migrate();
    // Not first at night, in the run that another node leaves.
    warehouse.requirePrivacyKey();
    DSLContext dsl = warehouse.database().dsl();
    List<KnownDag> dags = Dags.runnable(config);
    List<Schedule> schedules = dags.stream().map(dag -> dag.schedule(config)).toList();
    schedules.forEach(schedule -> new ScheduleTicker(dsl).register(schedule, clock.instant()));
    List<Admission> admissions = dags.stream().map(dag -> Dags.admission(dag, config)).toList();
    RunQueue queue = new RunQueue(dsl, admissions, clock);

    Metrics metrics = new Metrics();
    opened.add(metrics);
    DagRunner runner = new DagRunners(warehouse.database(), config).shared(dags);
    RunExecutor executor = new RunExecutor(runner, queue, watchers(warehouse, dags, metrics));
    QuartzCluster quartz =
        QuartzCluster.join(node, dags.size() + SPARE_THREADS, warehouse.database().dataSource());
    opened.add(new GracefulShutdown(quartz, executor, runner, config.get(SHUTDOWN_LIMIT)));

    int jmxPort =
        new JmxOperations(config, clock, warehouse.database(), runner, quartz)
            .serve(new ManagedScheduler.Node(node, clock.instant()), dags, this::stop, opened);
    Monitoring watched = new Monitoring(warehouse, quartz, runner, metrics);
    watched.register(dags);
    LedgerGauges ledger = new LedgerGauges(dsl, clock, metrics);
    opened.add(ledger);
    ledger.register(schedules);
    ledger.start();
    StatusServer web = watched.serve(config);
    opened.add(web);
    AlertOutbox outbox = new AlertOutbox(dsl, AlertChannels.of(config), clock);
    outbox.register(metrics);
    quartz.start(
        Guice.createInjector(
            new DaemonModule(
                new Ticker(dsl, runner, queue, schedules, quartz, clock),
                new DagExecutors(executor, byName(dags)),
                outbox)),
        schedules);
    file.write(jmxPort);
    opened.add(file::delete);
    address =
        "jmx %s:%d, http %s:%d"
            .formatted(
                config.get(JmxConfig.HOST),
                jmxPort,
                web.address().getHostString(),
                web.address().getPort());
    LOG.info("Node {} is ready: {}", node, address);
  }

  /** An invalid configuration is reported before a database starts. */
  private static void check(Config config) {
    Dags.ALL.forEach(dag -> dag.schedule(config));
    Dags.requireScheduled(config);
    Dags.taskLimits(config);
    AlertChannels.of(config);
    JmxConfig.server(config);
  }

  private RunObservers watchers(Warehouse warehouse, List<KnownDag> dags, Metrics metrics) {
    LineageEvents events =
        LineageEvents.of(config, warehouse.connectionInfo(), warehouse.database().dsl(), clock);
    opened.add(events);
    return new RunObservers(metrics, events, Dags.lineage(dags, config)::get);
  }

  private static Map<String, Dag> byName(List<KnownDag> dags) {
    return dags.stream()
        .map(KnownDag::dag)
        .collect(Collectors.toMap(Dag::name, Function.identity()));
  }

  /** Stops, in the reverse order of starting. */
  @Override
  public void close() {
    opened.close();
  }
}
