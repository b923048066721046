package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
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
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.operation.OperatedDag;
import ro.wowcinema.pipeline.core.operation.OperatorActions;
import ro.wowcinema.pipeline.core.operation.RunSignals;
import ro.wowcinema.pipeline.core.run.DagRunner;
import ro.wowcinema.pipeline.core.run.ProcessOwner;
import ro.wowcinema.pipeline.core.schedule.DueDates;
import ro.wowcinema.pipeline.core.schedule.RunQueue;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.scheduler.alert.AlertChannels;
import ro.wowcinema.pipeline.scheduler.jmx.AlertNotifier;
import ro.wowcinema.pipeline.scheduler.jmx.JmxServer;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans;
import ro.wowcinema.pipeline.scheduler.lineage.LineageEvents;
import ro.wowcinema.pipeline.scheduler.web.Metrics;
import ro.wowcinema.pipeline.scheduler.web.StatusServer;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/**
 * A node of the scheduler: fires, executes runs, is operated and watched. Several on one database
 * share the work, and go on with what one of them leaves.
 */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration LIMIT_OF_CANCELLING = Duration.ofSeconds(20);
  private static final int SPARE_THREADS = 3;

  private final Config config;
  private final Clock clock;
  private final String node;
  private final Deque<Closing> opened = new ArrayDeque<>();
  private final CountDownLatch isAskedToStop = new CountDownLatch(1);
  private String address = "";

  private Daemon(Config config, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.node = ProcessOwner.newName();
  }

  /** What has to be undone. */
  private interface Closing {
    void close() throws Exception;
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

  /** Where it is operated and watched, for people. */
  public String address() {
    return address;
  }

  /** Returns once somebody asks it to stop, by {@link #stop} or by JMX. */
  public void awaitStop() throws InterruptedException {
    isAskedToStop.await();
  }

  public void stop() {
    isAskedToStop.countDown();
  }

  private void open() throws IOException, SchedulerException {
    DaemonFile file = DaemonFile.of(config.home());
    FileChannel lock = file.lock();
    opened.push(lock::close);
    Warehouse warehouse = Warehouse.openForDaemon(config);
    opened.push(warehouse::close);
    warehouse.migrate();
    List<KnownDag> dags = Dags.runnable(config);
    List<Schedule> schedules = dags.stream().map(dag -> dag.schedule(config)).toList();
    DSLContext dsl = warehouse.database().dsl();
    schedules.forEach(schedule -> new DueDates(dsl).register(schedule, clock.instant()));

    DagRunner runner = warehouse.runner(dags);
    Metrics metrics = new Metrics();
    opened.push(metrics::close);
    RunExecutor executor = executor(warehouse, dags, runner, metrics);
    QuartzCluster quartz =
        QuartzCluster.join(node, dags.size() + SPARE_THREADS, warehouse.database().dataSource());
    opened.push(() -> leave(quartz, executor, runner));
    Ticker ticker = new Ticker(dsl, runner, schedules, quartz, clock);
    KnownRuns runs =
        new KnownRuns(
            executor,
            dags.stream()
                .map(KnownDag::dag)
                .collect(Collectors.toMap(Dag::name, Function.identity())));
    AlertOutbox outbox = new AlertOutbox(dsl, AlertChannels.of(config), clock);

    AlertNotifier notifier = notifier();
    int jmxPort = serveJmx(dsl, dags, runner, quartz, notifier);
    opened.push(AlertWatch.start(new StoredAlerts(dsl), notifier)::close);
    StatusServer web = new Watched(warehouse, quartz, schedules, metrics).serve(config);
    opened.push(web::close);
    quartz.start(Guice.createInjector(new DaemonModule(ticker, runs, outbox)), schedules);
    file.write(jmxPort);
    opened.push(file::delete);
    address =
        "jmx %s:%d, http %s:%d"
            .formatted(
                config.daemon().jmxHost(),
                jmxPort,
                web.address().getHostString(),
                web.address().getPort());
    LOG.info("Node {} is ready: {}", node, address);
  }

  private RunExecutor executor(
      Warehouse warehouse, List<KnownDag> dags, DagRunner runner, Metrics metrics) {
    LineageEvents events = LineageEvents.of(config, warehouse.connectionInfo(), clock);
    opened.push(events::close);
    metrics.counter(
        "pipeline_lineage_events_dropped_total",
        "Lineage events that nobody got",
        Map.of(),
        events::dropped);
    return new RunExecutor(
        runner,
        new RunQueue(warehouse.database().dsl()),
        new RunWatchers(metrics, events, task -> lineageOf(dags, task)));
  }

  private ro.wowcinema.pipeline.core.job.Lineage lineageOf(
      List<KnownDag> dags, ro.wowcinema.pipeline.core.dag.Task task) {
    return Dags.lineage(dags, task, config);
  }

  private static AlertNotifier notifier() {
    return new AlertNotifier(
        Clock.systemUTC(),
        java.util.Arrays.stream(AlertKind.values()).map(AlertKind::code).toArray(String[]::new));
  }

  private int serveJmx(
      DSLContext dsl,
      List<KnownDag> dags,
      DagRunner runner,
      QuartzCluster quartz,
      AlertNotifier notifier) {
    OperatorActions actions = new OperatorActions(dsl, clock);
    MBeans mbeans = new MBeans(ManagementFactory.getPlatformMBeanServer());
    opened.push(mbeans::close);
    mbeans.register(AlertNotifier.NAME, notifier);
    ManagedScheduler.Node self = new ManagedScheduler.Node(node, clock.instant());
    mbeans.export(
        name("type=Scheduler"), new ManagedScheduler(self, dsl, runner, actions, this::stop));
    RunSignals signals = new Signals(quartz, runner);
    for (KnownDag dag : dags) {
      OperatedDag operated =
          new OperatedDag(dag.dag(), dag.schedule(config), actions, clock, signals);
      mbeans.export(name("type=Dag,name=" + dag.name()), new ManagedDag(operated, dsl));
    }
    JmxServer server =
        JmxServer.start(
            JmxConfig.server(config), ManagementFactory.getPlatformMBeanServer(), config.home());
    opened.push(server::close);
    return server.port();
  }

  /** What operators asked for need not wait for a tick. */
  private record Signals(RunLauncher launcher, DagRunner runner) implements RunSignals {
    @Override
    public void requested(String dag) {
      launcher.launch(dag);
    }

    @Override
    public void cancelled(String dag, LocalDate logicalDate) {
      runner.cancel(dag, logicalDate);
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

  /** Takes up nothing more, lets tasks end for a while, and leaves the rest to other nodes. */
  private void leave(QuartzCluster quartz, RunExecutor executor, DagRunner runner)
      throws SchedulerException, InterruptedException {
    quartz.pause();
    executor.stop();
    runner.handOver();
    if (!awaitNoRuns(runner, config.daemon().shutdownLimit())) {
      LOG.warn("Tasks are still at work and are cancelled; another node does them again");
      runner.breakOff();
      awaitNoRuns(runner, LIMIT_OF_CANCELLING);
    }
    quartz.leave();
  }

  private static boolean awaitNoRuns(DagRunner runner, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (runner.activeRuns() > 0 && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return runner.activeRuns() == 0;
  }

  /** Stops, in the reverse order of starting. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("Something did not stop properly", e);
      }
    }
  }
}
