package ro.wowcinema.pipeline.scheduler.cli.load;

import java.util.List;
import picocli.CommandLine;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Commands that load data, and those that make it up. */
public final class LoadCommands {
  private LoadCommands() {}

  public static List<CommandLine> of(PipelineCommand root, CommandEnvironment surroundings) {
    return List.of(
        new CommandLine(new DemoCommand(root, surroundings)),
        new CommandLine(new SimulateCommand(surroundings)),
        new CommandLine(new RunCommand(root, surroundings)));
  }
}
