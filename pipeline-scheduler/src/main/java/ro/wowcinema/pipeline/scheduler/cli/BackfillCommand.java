package ro.wowcinema.pipeline.scheduler.cli;

import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a range of dates. */
@Command(
    name = "backfill",
    description = {
      "Have the daemon run every date of a range that has not succeeded, the oldest first.",
      "pipeline dag preview shows which those are."
    },
    mixinStandardHelpOptions = true)
final class BackfillCommand extends OperatorCommand {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "first logical date")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "last logical date")
  private LocalDate to;

  BackfillCommand(PipelineCommand root, Surroundings surroundings) {
    super(root, surroundings);
  }

  @Override
  Object ask(Operations daemon) {
    return daemon.invoke("backfill", from.toString(), to.toString());
  }
}
