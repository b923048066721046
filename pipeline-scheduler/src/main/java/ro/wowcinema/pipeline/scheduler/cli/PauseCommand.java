package ro.wowcinema.pipeline.scheduler.cli;

import picocli.CommandLine.Command;

/** Stops the schedule of a DAG. */
@Command(
    name = "pause",
    description = "Have no date of a DAG become due; what runs goes on.",
    mixinStandardHelpOptions = true)
final class PauseCommand extends OperatorCommand {
  PauseCommand(PipelineCommand root, Surroundings surroundings) {
    super(root, surroundings);
  }

  @Override
  Object ask(Operations daemon) {
    return daemon.invoke("pause");
  }
}
