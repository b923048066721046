package ro.wowcinema.pipeline.scheduler.cli.privacy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** People's rights about their data. */
@Command(
    name = "privacy",
    description =
        "Export or erase what is kept about a user, end it by age, and rotate the key (docs/privacy.md).",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PrivacyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command of privacy?");
  }
}
