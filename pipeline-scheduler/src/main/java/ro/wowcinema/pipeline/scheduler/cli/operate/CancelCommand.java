package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Ends a run. */
@Command(
    name = "cancel",
    description = {
      "End a run that is running or waiting; its statements are cancelled on the server.",
      "pipeline rerun --failed resumes it."
    },
    mixinStandardHelpOptions = true)
final class CancelCommand extends OperatorCommand {
  @Mixin private RunDates dates;

  CancelCommand(PipelineCommand root, CommandEnvironment surroundings) {
    super(root, surroundings);
  }

  @Override
  void check() {
    dates.range();
  }

  @Override
  Object ask(Operations daemon) {
    DateRange range = dates.range();
    return daemon.invoke("cancel", range.from().toString(), range.to().toString());
  }
}
