package ro.wowcinema.pipeline.scheduler.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.db.embedded.EmbeddedServer;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.scheduler.cli.report.ReportPrinter;
import ro.wowcinema.pipeline.scheduler.cli.report.Reports;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ResultFormat;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.lineage.LineageEvents;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;
import ro.wowcinema.pipeline.scheduler.wiring.DagRunners;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.Logins;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Demonstrates everything once, on simulated data. */
@Command(
    name = "demo",
    description = {
      "Simulate deliveries, load each day into the embedded database, and print the reports.",
      "Starts from an empty warehouse each time, and refuses where the embedded one holds other"
          + " data."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  /** Across the end of a month and the change to winter time. */
  private static final LocalDate FROM = LocalDate.of(2026, 9, 24);

  private static final double DIRT = 0.01;
  private static final int MOST_ROWS = 10;

  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "35",
      description = "days to simulate (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "2500",
      description = "users on the first day (default: ${DEFAULT-VALUE})")
  private int users;

  @Option(
      names = "--titles",
      paramLabel = "N",
      defaultValue = "6000",
      description = "IMDb titles on the first day (default: ${DEFAULT-VALUE})")
  private int titles;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "another seed, other data (default: ${DEFAULT-VALUE})")
  private long seed;

  DemoCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    SimulatorLibraries.require();
    Simulation simulation;
    try {
      simulation =
          new Simulation(
              FROM, days, users, titles, Simulation.DEFAULT_SESSIONS_PER_USER_DAY, seed, DIRT);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    Config config = root.config();
    Path landing = config.home().resolve("demo").resolve("landing");
    if (config.get(Logins.URL).isPresent()) {
      surroundings.terminal().say("The demo uses the embedded database, not the configured one.");
    }
    try (Warehouse warehouse = recreateWarehouse(config, landing);
        LineageEvents events =
            LineageEvents.of(
                config,
                warehouse.connectionInfo(),
                warehouse.database().dsl(),
                surroundings.clock())) {
      new SimulatedDeliveries(surroundings).write(simulation, landing);
      RunRange range =
          new RunRange(
              surroundings,
              Dags.WAREHOUSE.dag(),
              new DagRunners(warehouse.database(), config)
                  .single(Dags.WAREHOUSE, new LandingZone(landing)),
              date ->
                  events.forRun(
                      Dags.WAREHOUSE.dag(),
                      date,
                      Dags.lineage(List.of(Dags.WAREHOUSE), config)::get));
      List<LocalDate> dates = FROM.datesUntil(FROM.plusDays(days)).collect(Collectors.toList());
      String command = "./pipeline run --landing " + ReadableText.shellWord(landing.toString());
      if (!range.run(new RunRange.Plan(dates, Set.of(), false, false, false, false, command))) {
        return 1;
      }
      surroundings.out().println();
      try (AnalystAccess access = warehouse.openForAnalysts()) {
        new ReportPrinter(access, surroundings, ResultFormat.TABLE)
            .printAll(Reports.ALL, MOST_ROWS);
      }
      printNextSteps(landing);
      return 0;
    }
  }

  private Warehouse recreateWarehouse(Config config, Path landing) throws IOException {
    EmbeddedServer server = Warehouse.joinEmbedded(config, surroundings.terminal()::say);
    try {
      if (DemoData.isOtherDataLoaded(server.connectionInfo(), landing)) {
        throw new UsageException(
            "The embedded database holds data that is not the demo's; give the demo a home of its"
                + " own: PIPELINE_HOME=.demo ./pipeline demo");
      }
      deleteFolder(landing);
      server.recreateDatabase();
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    Warehouse warehouse = Warehouse.openEmbedded(config, server);
    try {
      warehouse.migrate();
      warehouse.requirePrivacyKey();
      return warehouse;
    } catch (RuntimeException e) {
      warehouse.close();
      throw e;
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void printNextSteps(Path landing) {
    Terminal terminal = surroundings.terminal();
    terminal.say("");
    terminal.say("The deliveries are in %s. Look further with", landing);
    terminal.say("  ./pipeline report rating_comparison --format csv");
    terminal.say("  ./pipeline sql \"SELECT * FROM warehouse.dim_plan\"");
    terminal.say("  ./pipeline db start    and psql \"$(./pipeline db url)\"");
  }
}
