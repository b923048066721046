package ro.wowcinema.pipeline.scheduler.cli;

import com.google.inject.Injector;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.load.LandingZone;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** The DAG's tasks, their order, and what each reads and writes. */
@Command(
    name = "show",
    description = "Show the tasks, their order, and what each reads and writes.",
    mixinStandardHelpOptions = true)
final class DagShowCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final Surroundings surroundings;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private DagFormat format;

  DagShowCommand(PipelineCommand root, Surroundings surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Config config = root.config();
    Injector injector = Warehouse.injector(new LandingZone(config.landing()), config);
    surroundings
        .out()
        .println(format.text(Warehouse.dag(), task -> injector.getInstance(task.job()).lineage()));
    return 0;
  }
}
