package ro.wowcinema.pipeline.scheduler.cli;

import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a date that has not run yet. */
@Command(
    name = "trigger",
    description = "Have the daemon run a date that has not run yet.",
    mixinStandardHelpOptions = true)
final class TriggerCommand extends OperatorCommand {
  @Option(
      names = "--date",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "the logical date")
  private LocalDate date;

  TriggerCommand(PipelineCommand root, Surroundings surroundings) {
    super(root, surroundings);
  }

  @Override
  Object ask(Operations daemon) {
    return daemon.invoke("trigger", date.toString());
  }
}
