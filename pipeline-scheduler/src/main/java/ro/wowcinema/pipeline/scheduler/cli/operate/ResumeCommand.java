package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Resumes the schedule of a DAG. */
@Command(
    name = "resume",
    description = {
      "Resume the schedule of a paused DAG.",
      "pipeline dag preview shows which dates each policy would run."
    },
    mixinStandardHelpOptions = true)
final class ResumeCommand extends OperatorCommand {
  @Option(
      names = "--catch-up",
      required = true,
      paramLabel = "POLICY",
      description =
          "which of the dates that passed during the pause to run: ${COMPLETION-CANDIDATES} (any case)")
  private CatchUp catchUp;

  ResumeCommand(PipelineCommand root, CommandEnvironment surroundings) {
    super(root, surroundings);
  }

  @Override
  Object ask(Operations daemon) {
    return daemon.invoke("resume", catchUp.word());
  }
}
