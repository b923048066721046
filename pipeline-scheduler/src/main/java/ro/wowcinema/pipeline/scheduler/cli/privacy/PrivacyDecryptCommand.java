package ro.wowcinema.pipeline.scheduler.cli.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ro.wowcinema.pipeline.jobs.privacy.access.Decryption;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Decrypts values. */
@Command(
    name = "decrypt",
    description = {
      "Copy standard input to standard output with encrypted values (v1:….) decrypted,",
      "such as a raw line of ops.quarantine. Requires --reason, and is audited."
    },
    mixinStandardHelpOptions = true)
final class PrivacyDecryptCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment environment;

  @Mixin private PrivacyRequest request;

  PrivacyDecryptCommand(PipelineCommand root, CommandEnvironment environment) {
    this.root = root;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    if (!request.hasReason()) {
      throw new UsageException("Specify a reason with --reason TEXT");
    }
    try (Warehouse warehouse = MigratedWarehouse.open(root.config(), environment.terminal());
        BufferedReader in = new BufferedReader(new InputStreamReader(environment.in(), UTF_8))) {
      Decryption decryption =
          new Decryption(
              warehouse.database().dsl(),
              warehouse.vault(),
              request.request(),
              environment.clock().instant());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        environment.out().println(decryption.decrypted(line));
      }
      return 0;
    }
  }
}
