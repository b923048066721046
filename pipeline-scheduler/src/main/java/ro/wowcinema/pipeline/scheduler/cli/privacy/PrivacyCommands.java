package ro.wowcinema.pipeline.scheduler.cli.privacy;

import picocli.CommandLine;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;

/** {@code privacy} and its commands. */
public final class PrivacyCommands {
  private PrivacyCommands() {}

  public static CommandLine of(PipelineCommand root, CommandEnvironment surroundings) {
    return new CommandLine(new PrivacyCommand())
        .addSubcommand(new PrivacyExportCommand(root, surroundings))
        .addSubcommand(new PrivacyEraseCommand(root, surroundings))
        .addSubcommand(new PrivacyRetentionCommand(root, surroundings))
        .addSubcommand(new PrivacyDecryptCommand(root, surroundings))
        .addSubcommand(
            new CommandLine(new PrivacyKeyCommand())
                .addSubcommand(new PrivacyKeyRotateCommand(root, surroundings)));
  }
}
