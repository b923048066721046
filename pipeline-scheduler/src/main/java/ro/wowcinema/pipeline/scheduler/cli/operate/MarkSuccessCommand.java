package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Marks a task as done. */
@Command(
    name = "mark-success",
    description = {
      "Mark a task as done, whatever its outcome.",
      "pipeline rerun --failed then runs the tasks downstream."
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
