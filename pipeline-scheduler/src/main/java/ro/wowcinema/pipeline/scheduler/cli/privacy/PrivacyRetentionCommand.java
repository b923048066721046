package ro.wowcinema.pipeline.scheduler.cli.privacy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.erasure.Erasure;
import ro.wowcinema.pipeline.jobs.privacy.retention.PrivacyRetention;
import ro.wowcinema.pipeline.jobs.source.Sources;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Deletes expired personal data. */
@Command(
    name = "retention",
    description = {
      "Delete expired personal data (retention.deleted-users, .raw-lines, .deliveries),",
      "and personalised data of users without consent. The DAG maintenance does the same."
    },
    mixinStandardHelpOptions = true)
final class PrivacyRetentionCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment environment;

  @Option(names = "--dry-run", description = "only count what would be deleted")
  private boolean dryRun;

  @Mixin private PrivacyRequest request;

  PrivacyRetentionCommand(PipelineCommand root, CommandEnvironment environment) {
    this.root = root;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Config config = root.config();
    try (Warehouse warehouse = MigratedWarehouse.open(config, environment.terminal())) {
      warehouse.requirePrivacyKey();
      PrivacyRetention retention = Dags.privacyRetention(LandingZone.of(config), config);
      Instant now = environment.clock().instant();
      LocalDate today = LocalDate.ofInstant(now, Sources.BUCHAREST);
      if (dryRun) {
        print(retention.preview(warehouse.database().dsl(), today));
        return 0;
      }
      Erasure.Outcome outcome = apply(retention, warehouse.database(), today, now);
      if (outcome.problems().isEmpty() || !outcome.counts().isEmpty()) {
        print(outcome.counts());
      }
      outcome.warnings().forEach(warning -> environment.terminal().say("Warning: %s", warning));
      outcome.problems().forEach(environment.terminal()::complain);
      return outcome.problems().isEmpty() ? 0 : 1;
    }
  }

  private Erasure.Outcome apply(
      PrivacyRetention retention, Database database, LocalDate today, Instant now)
      throws IOException {
    Request by = request.request();
    Counts counts = database.transaction(dsl -> retention.rows(dsl, today, now, by));
    Erasure.Outcome files =
        database.transaction(dsl -> retention.files(dsl, database.dsl(), now, by));
    counts.addAll(files.counts());
    counts.addAll(retention.deliveries(database.dsl(), today, now, by));
    return new Erasure.Outcome(counts, files.problems(), files.warnings());
  }

  private void print(Counts counts) {
    PrivacyCounts.print(counts, environment);
    if (counts.isEmpty()) {
      environment.terminal().say("Nothing has expired.");
    }
  }
}
