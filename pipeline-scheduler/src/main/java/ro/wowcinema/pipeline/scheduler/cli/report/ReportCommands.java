package ro.wowcinema.pipeline.scheduler.cli.report;

import java.util.List;
import picocli.CommandLine;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Commands that read the warehouse. */
public final class ReportCommands {
  private ReportCommands() {}

  public static List<CommandLine> of(PipelineCommand root, CommandEnvironment surroundings) {
    return List.of(
        new CommandLine(new ReportCommand(root, surroundings)),
        new CommandLine(new SqlCommand(root, surroundings)),
        new CommandLine(new RecommendationsCommand())
            .addSubcommand(new EvaluateCommand(root, surroundings)));
  }
}
