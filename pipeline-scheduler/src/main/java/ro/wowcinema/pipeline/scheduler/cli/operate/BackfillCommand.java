package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Runs a range of dates. */
@Command(
    name = "backfill",
    description = {
      "Have the daemon run every date of a range that has not succeeded, the oldest first.",
      "pipeline dag preview shows which those are."
    },
    mixinStandardHelpOptions = true)
final class BackfillCommand extends OperatorCommand {
  @Mixin private DatesOption dates;

  BackfillCommand(PipelineCommand root, CommandEnvironment surroundings) {
    super(root, surroundings);
  }

  @Override
  void check() {
    dates.range();
  }

  @Override
  Object ask(Operations daemon) {
    DateRange range = dates.range();
    return daemon.invoke("backfill", range.from().toString(), range.to().toString());
  }
}
