package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultColumn;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ResultFormat;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.daemon.Daemon;
import ro.wowcinema.pipeline.scheduler.daemon.JmxConfig;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;

/** The past, present and future work of the running daemon. */
@Command(
    name = "status",
    description = {
      "Show how the daemon's DAGs stand; with --dag its latest runs, with --date the tasks of one,",
      "with --logs their messages."
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final String[] ATTRIBUTES = {
    "Paused",
    "NextDueDate",
    "LastRunDate",
    "LastRunState",
    "ActiveRuns",
    "WaitingRuns",
    "OldestUnfinishedDate"
  };

  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @Option(names = "--dag", paramLabel = "NAME", description = "which DAG (default: all)")
  private KnownDag dag;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "the tasks of this logical date's run")
  private LocalDate date;

  @Option(names = "--logs", description = "with --date: the tasks' messages and outcomes")
  private boolean isLogs;

  @Option(names = "--task", paramLabel = "TASK", description = "with --logs: of this task only")
  private String task = "";

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10",
      description = "with --dag: how many runs (default: ${DEFAULT-VALUE})")
  private int most;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ResultFormat format;

  StatusCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (isLogs && date == null) {
      throw new UsageException("--logs goes with --date");
    }
    if (!task.isEmpty() && !isLogs) {
      throw new UsageException("--task goes with --logs");
    }
    try (JmxClient daemon = JmxClient.connect(JmxConfig.target(root.config()))) {
      show(daemon);
      return 0;
    }
  }

  private void show(JmxClient daemon) {
    JmxTable out = new JmxTable(format.writer(surroundings));
    if (isLogs) {
      out.write(table(daemon, "logs", date.toString(), task));
    } else if (date != null) {
      out.write(table(daemon, "tasks", date.toString()));
    } else if (dag != null) {
      out.write(table(daemon, "runs", Integer.toString(most)));
    } else {
      tellNode(daemon);
      out.write(columns(), dags(daemon));
    }
  }

  private TabularData table(JmxClient daemon, String operation, String... arguments) {
    KnownDag asked = dag == null ? Dags.WAREHOUSE : dag;
    return (TabularData) daemon.invoke(name(asked), operation, arguments);
  }

  private void tellNode(JmxClient daemon) {
    Map<String, Object> node =
        daemon.attributes(
            Daemon.name("type=Scheduler"),
            "NodeId",
            "StartedAt",
            "TasksRunning",
            "PoolSize",
            "ClusterMembers");
    surroundings
        .terminal()
        .say(
            "Node %s, up since %s, %s of %s tasks at work, %d in the cluster",
            node.get("NodeId"),
            node.get("StartedAt"),
            node.get("TasksRunning"),
            node.get("PoolSize"),
            ((String[]) node.get("ClusterMembers")).length);
  }

  private static List<ResultColumn> columns() {
    return Stream.concat(Stream.of("Dag"), Stream.of(ATTRIBUTES))
        .map(name -> new ResultColumn(name, name.endsWith("Runs") ? "int4" : "text"))
        .toList();
  }

  /** A daemon has only the DAGs that it is configured for. */
  private static List<Map<String, Object>> dags(JmxClient daemon) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (KnownDag known : Dags.ALL) {
      try {
        Map<String, Object> row = new LinkedHashMap<>(Map.of("Dag", known.name()));
        row.putAll(daemon.attributes(name(known), ATTRIBUTES));
        rows.add(row);
      } catch (RefusedException e) {
        rows.add(Map.of("Dag", known.name(), "NextDueDate", "not configured"));
      }
    }
    return rows;
  }

  private static ObjectName name(KnownDag known) {
    return Daemon.name("type=Dag,name=" + known.name());
  }
}
