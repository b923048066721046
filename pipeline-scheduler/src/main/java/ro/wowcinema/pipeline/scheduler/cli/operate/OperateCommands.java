package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.util.List;
import picocli.CommandLine;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Commands that schedule, change and show runs. */
public final class OperateCommands {
  private OperateCommands() {}

  public static List<CommandLine> of(PipelineCommand root, CommandEnvironment surroundings) {
    return List.of(
        new CommandLine(new DaemonCommand(root, surroundings)),
        new CommandLine(new StatusCommand(root, surroundings)),
        new CommandLine(new TriggerCommand(root, surroundings)),
        new CommandLine(new RerunCommand(root, surroundings)),
        new CommandLine(new BackfillCommand(root, surroundings)),
        new CommandLine(new CancelCommand(root, surroundings)),
        new CommandLine(new MarkSuccessCommand(root, surroundings)),
        new CommandLine(new PauseCommand(root, surroundings)),
        new CommandLine(new ResumeCommand(root, surroundings)));
  }

  /** {@code dag} and its commands. */
  public static CommandLine dag(PipelineCommand root, CommandEnvironment surroundings) {
    return new CommandLine(new DagCommand())
        .addSubcommand(new DagShowCommand(root, surroundings))
        .addSubcommand(new DagValidateCommand(root, surroundings))
        .addSubcommand(new DagPreviewCommand(root, surroundings));
  }
}
