package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;

/** Whether the declared order of every DAG agrees with what the jobs read and write. */
@Command(
    name = "validate",
    description = "Check the declared order of every DAG against what its jobs read and write.",
    mixinStandardHelpOptions = true)
final class DagValidateCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  DagValidateCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Config config = root.config();
    boolean isValid = true;
    for (KnownDag dag : Dags.ALL) {
      isValid &= isValid(dag, config);
    }
    return isValid ? 0 : 1;
  }

  private boolean isValid(KnownDag dag, Config config) {
    List<String> problems = dag.problems(config);
    problems.forEach(
        problem -> surroundings.terminal().complain("DAG %s: %s".formatted(dag.name(), problem)));
    if (problems.isEmpty()) {
      surroundings
          .out()
          .println(
              "DAG %s is valid: %s"
                  .formatted(dag.name(), ReadableText.count(dag.dag().tasks().size(), "task")));
    }
    return problems.isEmpty();
  }
}
