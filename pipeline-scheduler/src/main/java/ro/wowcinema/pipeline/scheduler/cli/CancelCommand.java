package ro.wowcinema.pipeline.scheduler.cli;

import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends a run. */
@Command(
    name = "cancel",
    description = {
      "End a run that is running or waiting; its statements are cancelled on the server.",
      "pipeline rerun --failed goes on with it."
    },
    mixinStandardHelpOptions = true)
final class CancelCommand extends OperatorCommand {
  @Option(
      names = "--date",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "the logical date")
  private LocalDate date;

  CancelCommand(PipelineCommand root, Surroundings surroundings) {
    super(root, surroundings);
  }

  @Override
  Object ask(Operations daemon) {
    return daemon.invoke("cancel", date.toString());
  }
}
