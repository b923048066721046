package ro.wowcinema.pipeline.scheduler.cli.privacy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for the key that encrypts personal data. */
@Command(
    name = "key",
    description = "Rotate the key that IBANs are encrypted with (docs/privacy.md).",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PrivacyKeyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Specify a command of privacy key, such as rotate");
  }
}
