package ro.wowcinema.pipeline.scheduler.cli;

import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says of a task that it is done. */
@Command(
    name = "mark-success",
    description = {
      "Say of a task that it is done, whatever became of it.",
      "pipeline rerun --failed then goes on with what comes after it."
    },
    mixinStandardHelpOptions = true)
final class MarkSuccessCommand extends OperatorCommand {
  @Option(
      names = "--date",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "the logical date")
  private LocalDate date;

  @Option(names = "--task", required = true, paramLabel = "TASK", description = "the task")
  private String task;

  MarkSuccessCommand(PipelineCommand root, Surroundings surroundings) {
    super(root, surroundings);
  }

  @Override
  Object ask(Operations daemon) {
    return daemon.invoke("markSuccess", date.toString(), task);
  }
}
