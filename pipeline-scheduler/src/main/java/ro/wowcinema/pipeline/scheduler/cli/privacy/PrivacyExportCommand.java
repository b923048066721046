package ro.wowcinema.pipeline.scheduler.cli.privacy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.access.UserExport;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Exports all data of a user. */
@Command(
    name = "export",
    description = "Write all stored data of a user as JSON (GDPR, articles 15 and 20).",
    mixinStandardHelpOptions = true)
final class PrivacyExportCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment environment;

  @Option(names = "--user", required = true, paramLabel = "ID", description = "the user's number")
  private long user;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "file to write, readable by its owner only (default: standard output)")
  private Path out;

  @Option(names = "--force", description = "replace an existing file")
  private boolean force;

  @Mixin private PrivacyRequest request;

  PrivacyExportCommand(PipelineCommand root, CommandEnvironment environment) {
    this.root = root;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    if (out != null && Files.exists(out) && !force) {
      throw new UsageException("%s already exists; --force replaces it".formatted(out));
    }
    try (Warehouse warehouse = MigratedWarehouse.open(root.config(), environment.terminal())) {
      UserExport export =
          new UserExport(warehouse.database(), warehouse.vault(), environment.clock());
      Counts counts = out == null ? toStandardOutput(export) : toFile(export);
      environment
          .terminal()
          .say(
              counts.isEmpty()
                  ? "No data found for user " + user
                  : "Exported " + PrivacyCounts.text(counts));
      return 0;
    }
  }

  private Counts toStandardOutput(UserExport export) {
    Counts counts = export.write(user, environment.out(), request.request());
    environment.out().println();
    return counts;
  }

  /** The file appears when it is complete, and is never readable by others. */
  private Counts toFile(UserExport export) throws IOException {
    Path target = out.toAbsolutePath();
    // Only its owner can read a temporary file.
    Path unfinished = Files.createTempFile(target.getParent(), ".export", ".json");
    try {
      Counts counts;
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
        counts = export.write(user, file, request.request());
      }
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      return counts;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
