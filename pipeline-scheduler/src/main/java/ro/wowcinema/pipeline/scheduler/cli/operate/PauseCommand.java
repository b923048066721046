package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Stops the schedule of a DAG. */
@Command(
    name = "pause",
    description = "Have no date of a DAG become due; active runs continue.",
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
