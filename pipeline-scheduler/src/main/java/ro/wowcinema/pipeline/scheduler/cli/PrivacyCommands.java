package ro.wowcinema.pipeline.scheduler.cli;

import picocli.CommandLine;

/** {@code privacy} and its commands. */
final class PrivacyCommands {
  private PrivacyCommands() {}

  static CommandLine of(PipelineCommand root, Surroundings surroundings) {
    return new CommandLine(new PrivacyCommand())
        .addSubcommand(new PrivacyExportCommand(root, surroundings))
        .addSubcommand(new PrivacyEraseCommand(root, surroundings))
        .addSubcommand(new PrivacyRetentionCommand(root, surroundings))
        .addSubcommand(new PrivacyUnsealCommand(root, surroundings));
  }
}
