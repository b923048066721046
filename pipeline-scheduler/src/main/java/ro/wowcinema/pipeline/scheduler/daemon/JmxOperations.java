package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.operations.OperatedDag;
import ro.wowcinema.pipeline.core.operations.OperatorActions;
import ro.wowcinema.pipeline.core.operations.RunSignals;
import ro.wowcinema.pipeline.scheduler.alert.StoredAlerts;
import ro.wowcinema.pipeline.scheduler.jmx.AlertNotifier;
import ro.wowcinema.pipeline.scheduler.jmx.JmxServer;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans;
import ro.wowcinema.pipeline.scheduler.jmx.RefusedCall;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;

/** Lets operators reach this node by JMX. */
final class JmxOperations {
  private final Config config;
  private final Clock clock;
  private final Database database;
  private final DagRunner runner;
  private final RunLauncher launcher;

  JmxOperations(
      Config config, Clock clock, Database database, DagRunner runner, RunLauncher launcher) {
    this.config = requireNonNull(config, "config is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.database = requireNonNull(database, "database is null");
    this.runner = requireNonNull(runner, "runner is null");
    this.launcher = requireNonNull(launcher, "launcher is null");
  }

  /**
   * Serves until what it opened is closed.
   *
   * @param stop stops this node
   * @return the port
   */
  int serve(ManagedScheduler.Node self, List<KnownDag> dags, Runnable stop, CloseStack opened) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    DSLContext dsl = database.dsl();
    // Operators must be able to cancel what hangs.
    OperatorActions actions = new OperatorActions(database.promptDsl(), clock);
    MBeans mbeans = new MBeans(server);
    opened.add(mbeans);
    mbeans.export(
        Daemon.name("type=Scheduler"), new ManagedScheduler(self, dsl, runner, actions, stop));
    RunSignals signals = new Signals(launcher, runner);
    for (KnownDag dag : dags) {
      OperatedDag operated =
          new OperatedDag(dag.dag(), Dags.admission(dag, config), actions, clock, signals);
      mbeans.export(Daemon.name("type=Dag,name=" + dag.name()), new ManagedDag(operated, dsl));
    }
    AlertNotifier notifier =
        new AlertNotifier(
            clock,
            Stream.of(AlertKind.values())
                .map(AlertKind::code)
                .flatMap(kind -> Stream.of(kind, kind + AlertWatch.RESOLVED))
                .toArray(String[]::new));
    mbeans.register(AlertNotifier.NAME, notifier);
    opened.add(AlertWatch.start(new StoredAlerts(dsl), notifier));
    JmxServer jmx =
        JmxServer.start(
            JmxConfig.server(config), server, config.home(), call -> writeDown(call, actions));
    opened.add(jmx);
    return jmx.port();
  }

  private static void writeDown(RefusedCall call, OperatorActions actions) {
    Optional<String> dag = call.mbean().map(mbean -> mbean.getKeyProperty("name"));
    actions.refused(
        new OperatorActions.Action(call.user(), call.operation(), dag, call.arguments()),
        call.reason());
  }

  /** What operators requested need not wait for a tick. */
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
}
