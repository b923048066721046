package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;

/** Says of a task that it is done. */
@Command(
    name = "mark-success",
    description = {
      "Say of a task that it is done, whatever became of it.",
      "pipeline rerun --failed then goes on with what comes after it."
    },
    mixinStandardHelpOptions = true)
final class MarkSuccessCommand extends OperatorCommand {
  @Mixin private RunDates dates;

  @Option(names = "--task", required = true, paramLabel = "TASK", description = "the task")
  private String task;

  MarkSuccessCommand(PipelineCommand root, CommandEnvironment surroundings) {
    super(root, surroundings);
  }

  @Override
  void check() {
    dates.range();
  }

  @Override
  Object ask(Operations daemon) {
    DateRange range = dates.range();
    return daemon.invoke("markSuccess", range.from().toString(), range.to().toString(), task);
  }
}
