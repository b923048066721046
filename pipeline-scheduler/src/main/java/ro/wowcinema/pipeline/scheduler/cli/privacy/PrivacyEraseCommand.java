package ro.wowcinema.pipeline.scheduler.cli.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.privacy.erasure.Erasure;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Erases users permanently. */
@Command(
    name = "erase",
    description = {
      "Erase users permanently (GDPR, article 17): from the database, the landing zone and the log files.",
      "Totals stay the same; later deliveries of these users are ignored.",
      "Repeat the command after a failure: it completes what was interrupted."
    },
    mixinStandardHelpOptions = true)
final class PrivacyEraseCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment environment;

  @Option(names = "--user", paramLabel = "ID", description = "a user's number; may be repeated")
  private List<Long> users = List.of();

  @Option(
      names = "--users-file",
      paramLabel = "FILE",
      description = "file with one number per line")
  private Path usersFile;

  @Option(names = "--dry-run", description = "only count what would be erased")
  private boolean dryRun;

  @Option(names = "--yes", description = "confirm the erasure; --reason does the same")
  private boolean yes;

  @Mixin private PrivacyRequest request;

  PrivacyEraseCommand(PipelineCommand root, CommandEnvironment environment) {
    this.root = root;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Set<Long> all = userIds();
    if (!dryRun && !yes && !request.hasReason()) {
      throw new UsageException(
          "An erasure cannot be undone; confirm it with --yes or --reason TEXT, or use --dry-run");
    }
    Config config = root.config();
    try (Warehouse warehouse = MigratedWarehouse.open(config, environment.terminal())) {
      warehouse.requirePrivacyKey();
      Erasure erasure =
          new Erasure(
              warehouse.database(),
              warehouse.vault(),
              LandingZone.of(config),
              config.home(),
              environment.clock());
      if (dryRun) {
        PrivacyCounts.print(erasure.preview(all), environment);
        environment.terminal().say("Nothing was changed.");
        return 0;
      }
      return erase(erasure, all);
    }
  }

  private int erase(Erasure erasure, Set<Long> all) throws IOException {
    Erasure.Outcome outcome = erasure.erase(all, request.request());
    PrivacyCounts.print(outcome.counts(), environment);
    environment
        .terminal()
        .say(
            outcome.counts().isEmpty()
                ? "No data found; later deliveries of these users are ignored."
                : "Erased " + ReadableText.count(all.size(), "user") + ".");
    outcome.warnings().forEach(warning -> environment.terminal().say("Warning: %s", warning));
    outcome.problems().forEach(environment.terminal()::complain);
    return outcome.problems().isEmpty() ? 0 : 1;
  }

  private Set<Long> userIds() throws IOException {
    Set<Long> all = new TreeSet<>(users);
    if (usersFile != null) {
      for (String line : Files.readAllLines(usersFile)) {
        if (!line.isBlank()) {
          all.add(number(line.strip()));
        }
      }
    }
    if (all.isEmpty()) {
      throw new UsageException("Specify users with --user or --users-file");
    }
    if (all.stream().anyMatch(user -> user <= 0)) {
      throw new UsageException("A user's number must be 1 or more");
    }
    return all;
  }

  private long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("%s: '%s' is not a user's number".formatted(usersFile, text));
    }
  }
}
