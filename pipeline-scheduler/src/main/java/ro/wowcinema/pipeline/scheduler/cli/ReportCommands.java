package ro.wowcinema.pipeline.scheduler.cli;

import java.util.List;
import picocli.CommandLine;

/** Commands that read the warehouse. */
final class ReportCommands {
  private ReportCommands() {}

  static List<CommandLine> of(PipelineCommand root, Surroundings surroundings) {
    return List.of(
        new CommandLine(new ReportCommand(root, surroundings)),
        new CommandLine(new SqlCommand(root, surroundings)),
        new CommandLine(new RecommendationsCommand())
            .addSubcommand(new EvaluateCommand(root, surroundings)));
  }
}
