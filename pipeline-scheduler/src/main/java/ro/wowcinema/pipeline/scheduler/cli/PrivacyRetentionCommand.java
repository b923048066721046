package ro.wowcinema.pipeline.scheduler.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.load.LandingZone;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PrivacyRetention;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Ends by age what is kept about people. */
@Command(
    name = "retention",
    description = {
      "End by age what is kept about people (retention.deleted-users, .raw-lines, .deliveries),",
      "and what was made for users who do not agree to personalisation. The DAG maintenance does the same."
    },
    mixinStandardHelpOptions = true)
final class PrivacyRetentionCommand implements Callable<Integer> {
  private static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");

  private final PipelineCommand root;
  private final Surroundings surroundings;

  @Option(names = "--dry-run", description = "only say what would go")
  private boolean dryRun;

  @Mixin private PrivacyRequest request;

  PrivacyRetentionCommand(PipelineCommand root, Surroundings surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Config config = root.config();
    try (Warehouse warehouse = MigratedWarehouse.open(config)) {
      PrivacyRetention retention = Dags.privacyRetention(new LandingZone(config.landing()), config);
      Instant now = surroundings.clock().instant();
      LocalDate today = LocalDate.ofInstant(now, BUCHAREST);
      Counts counts =
          dryRun
              ? retention.preview(warehouse.database().dsl(), today)
              : warehouse
                  .database()
                  .transaction(dsl -> retention.apply(dsl, today, now, request.request()));
      PrivacyCounts.print(counts, surroundings);
      if (counts.isEmpty()) {
        surroundings.terminal().say("Nothing is old enough.");
      }
      return 0;
    }
  }
}
