package ro.wowcinema.pipeline.scheduler.cli.operate;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** Runs a date again. */
@Command(
    name = "rerun",
    description = {
      "Have the daemon run a date again: all its tasks, those that failed, or one and all after it.",
      "Files are not loaded again unless they changed; pipeline run --force does that."
    },
    mixinStandardHelpOptions = true)
final class RerunCommand extends OperatorCommand {
  @Mixin private RunDates dates;

  @ArgGroup private Part part = new Part();

  /** Which tasks; all of them where nothing is said. */
  static final class Part {
    @Option(
        names = "--failed",
        description = "what failed, was cancelled, or could not start because of that")
    private boolean isFailed;

    @Option(
        names = "--from-task",
        paramLabel = "TASK",
        description = "this task and all that come after it")
    private String task;
  }

  RerunCommand(PipelineCommand root, CommandEnvironment surroundings) {
    super(root, surroundings);
  }

  @Override
  void check() {
    dates.range();
  }

  @Override
  Object ask(Operations daemon) {
    DateRange range = dates.range();
    if (part.task != null) {
      return daemon.invoke("rerunFrom", range.from().toString(), range.to().toString(), part.task);
    }
    return daemon.invoke(
        part.isFailed ? "rerunFailed" : "rerun", range.from().toString(), range.to().toString());
  }
}
