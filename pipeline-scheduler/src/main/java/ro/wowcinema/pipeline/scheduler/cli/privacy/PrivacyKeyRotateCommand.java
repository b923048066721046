package ro.wowcinema.pipeline.scheduler.cli.privacy;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.rotation.KeyRotation;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Replaces the encryption key. */
@Command(
    name = "rotate",
    description = {
      "Replace the encryption key: add a new one to the key file, encrypt every encrypted text again,",
      "and remove the old key. No load may be running; a daemon may. Back up the key file afterwards.",
      "Repeat the command after a failure: it completes what was interrupted."
    },
    mixinStandardHelpOptions = true)
final class PrivacyKeyRotateCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment environment;

  @Mixin private PrivacyRequest request;

  PrivacyKeyRotateCommand(PipelineCommand root, CommandEnvironment environment) {
    this.root = root;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (Warehouse warehouse = MigratedWarehouse.open(root.config(), environment.terminal())) {
      KeyRotation rotation =
          new KeyRotation(warehouse.database(), warehouse.vault(), environment.clock());
      Counts counts =
          rotation.rotate(
              request.request(), sentence -> environment.terminal().say("%s", sentence));
      PrivacyCounts.print(counts, environment);
      return 0;
    }
  }
}
