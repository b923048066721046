package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;

/** A DAG's tasks, their order, and what each reads and writes. */
@Command(
    name = "show",
    description = "Show the tasks, their order, and what each reads and writes.",
    mixinStandardHelpOptions = true)
final class DagShowCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @Option(
      names = "--dag",
      paramLabel = "NAME",
      defaultValue = WarehouseDag.NAME,
      description = "which DAG (default: ${DEFAULT-VALUE}; pipeline dag validate lists them)")
  private KnownDag dag;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private DagFormat format;

  DagShowCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Config config = root.config();
    Components components = dag.components(LandingZone.of(config), config);
    surroundings.out().println(format.text(dag.dag(), task -> task.job().create(components)));
    return 0;
  }
}
