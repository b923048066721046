package ro.wowcinema.pipeline.scheduler.cli;

import java.util.List;
import picocli.CommandLine;

/** Commands that load data, and those that make it up. */
final class LoadCommands {
  private LoadCommands() {}

  static List<CommandLine> of(PipelineCommand root, Surroundings surroundings) {
    return List.of(
        new CommandLine(new DemoCommand(root, surroundings)),
        new CommandLine(new SimulateCommand(surroundings)),
        new CommandLine(new RunCommand(root, surroundings)));
  }
}
