package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Runs a date that has not run yet. */
@Command(
    name = "trigger",
    description = "Have the daemon run a date, or the dates of a range, that have not run yet.",
    mixinStandardHelpOptions = true)
final class TriggerCommand extends OperatorCommand {
  @Mixin private RunDates dates;

  TriggerCommand(PipelineCommand root, CommandEnvironment surroundings) {
    super(root, surroundings);
  }

  @Override
  void check() {
    dates.range();
  }

  @Override
  Object ask(Operations daemon) {
    DateRange range = dates.range();
    return daemon.invoke("trigger", range.from().toString(), range.to().toString());
  }
}
