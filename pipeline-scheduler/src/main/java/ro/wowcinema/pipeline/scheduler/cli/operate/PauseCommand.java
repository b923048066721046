package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;

/** Stops the schedule of a DAG. */
@Command(
    name = "pause",
    description = "Have no date of a DAG become due; what runs goes on.",
    mixinStandardHelpOptions = true)
final class PauseCommand extends OperatorCommand {
  PauseCommand(PipelineCommand root, CommandEnvironment surroundings) {
    super(root, surroundings);
  }

  @Override
  Object ask(Operations daemon) {
    return daemon.invoke("pause");
  }
}
