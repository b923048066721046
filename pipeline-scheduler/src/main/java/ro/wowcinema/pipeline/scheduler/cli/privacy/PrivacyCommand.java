package ro.wowcinema.pipeline.scheduler.cli.privacy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for requests about personal data. */
@Command(
    name = "privacy",
    description =
        "Export or erase the data of a user, apply retention periods, and rotate the key (docs/privacy.md).",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PrivacyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Specify a command of privacy, such as export");
  }
}
