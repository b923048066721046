package ro.wowcinema.pipeline.scheduler.cli.privacy;

import picocli.CommandLine;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** {@code privacy} and its commands. */
public final class PrivacyCommands {
  private PrivacyCommands() {}

  public static CommandLine of(PipelineCommand root, CommandEnvironment environment) {
    return new CommandLine(new PrivacyCommand())
        .addSubcommand(new PrivacyExportCommand(root, environment))
        .addSubcommand(new PrivacyEraseCommand(root, environment))
        .addSubcommand(new PrivacyRetentionCommand(root, environment))
        .addSubcommand(new PrivacyDecryptCommand(root, environment))
        .addSubcommand(
            new CommandLine(new PrivacyKeyCommand())
                .addSubcommand(new PrivacyKeyRotateCommand(root, environment)));
  }
}
