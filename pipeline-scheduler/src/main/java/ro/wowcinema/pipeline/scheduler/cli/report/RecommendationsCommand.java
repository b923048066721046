package ro.wowcinema.pipeline.scheduler.cli.report;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Recommends what users may like next. */
@Command(
    name = "recommendations",
    description = "Evaluate the recommendations; 'report user_recommendation' prints them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RecommendationsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command of recommendations?");
  }
}
