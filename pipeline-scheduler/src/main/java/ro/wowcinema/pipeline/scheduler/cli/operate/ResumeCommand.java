package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;

/** Goes on with the schedule of a DAG. */
@Command(
    name = "resume",
    description = {
      "Go on with the schedule of a DAG that was paused.",
      "pipeline dag preview shows which dates each policy would run."
    },
    mixinStandardHelpOptions = true)
final class ResumeCommand extends OperatorCommand {
  @Option(
      names = "--catch-up",
      required = true,
      paramLabel = "POLICY",
      description =
          "which of the dates run that passed meanwhile: ${COMPLETION-CANDIDATES} (any case)")
  private CatchUp catchUp;

  ResumeCommand(PipelineCommand root, CommandEnvironment surroundings) {
    super(root, surroundings);
  }

  @Override
  Object ask(Operations daemon) {
    return daemon.invoke("resume", catchUp.word());
  }
}
