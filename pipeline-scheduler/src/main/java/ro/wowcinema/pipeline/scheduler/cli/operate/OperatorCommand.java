package ro.wowcinema.pipeline.scheduler.cli.operate;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.management.ObjectName;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.daemon.Daemon;
import ro.wowcinema.pipeline.scheduler.daemon.JmxConfig;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;

/** Asks the running daemon for an action on a DAG, by JMX, and prints its answer. */
abstract class OperatorCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @Option(
      names = "--dag",
      paramLabel = "NAME",
      defaultValue = WarehouseDag.NAME,
      description = "which DAG (default: ${DEFAULT-VALUE}; pipeline dag validate lists them)")
  private KnownDag dag;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why; it is recorded with the request")
  private String reason;

  OperatorCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = requireNonNull(root, "root is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** Calls an operation of the DAG's MBean. */
  interface Operations {
    Object invoke(String operation, String... arguments);
  }

  /** Refuses requests that are wrong in any state of the daemon. */
  void check() {}

  /** Asks the daemon; gives back its answer. */
  abstract Object ask(Operations daemon);

  @Override
  public Integer call() {
    check();
    ObjectName mbean = Daemon.name("type=Dag,name=" + dag.name());
    try (JmxClient daemon = JmxClient.connect(JmxConfig.target(root.config()))) {
      Object answer =
          ask((operation, arguments) -> daemon.invoke(mbean, operation, withReason(arguments)));
      surroundings.out().println(answer);
      return 0;
    }
  }

  private String[] withReason(String... arguments) {
    return reason == null
        ? arguments
        : Stream.concat(Stream.of(arguments), Stream.of(reason)).toArray(String[]::new);
  }
}
