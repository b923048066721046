package ro.wowcinema.pipeline.scheduler.cli;

import com.google.inject.Injector;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.load.LandingZone;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Whether the declared order agrees with what the jobs read and write. */
@Command(
    name = "validate",
    description = "Hold the declared order against what the jobs read and write.",
    mixinStandardHelpOptions = true)
final class DagValidateCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final Surroundings surroundings;

  DagValidateCommand(PipelineCommand root, Surroundings surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Config config = root.config();
    Dag dag = Warehouse.dag();
    Injector injector = Warehouse.injector(new LandingZone(config.landing()), config);
    List<String> problems = DagValidator.problems(dag, injector::getInstance);
    problems.forEach(surroundings.terminal()::complain);
    if (problems.isEmpty()) {
      surroundings
          .out()
          .println("DAG %s is valid: %d tasks".formatted(dag.name(), dag.tasks().size()));
    }
    return problems.isEmpty() ? 0 : 1;
  }
}
