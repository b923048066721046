package ro.wowcinema.pipeline.scheduler.cli.database;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.embedded.EmbeddedServer;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultColumn;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultWriter;
import ro.wowcinema.pipeline.scheduler.cli.result.TableWriter;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.cli.terminal.WorkFailedException;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;
import ro.wowcinema.pipeline.scheduler.wiring.Logins;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;
import ro.wowcinema.warehouse.MigrationState;
import ro.wowcinema.warehouse.Migrations;

/** The database. */
@Command(
    name = "db",
    description = "Migrate the database; start, stop and find the embedded one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class DbCommand implements Runnable {
  @Spec private CommandSpec spec;

  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  public DbCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command of db?");
  }

  @Command(description = "Bring the schema to this version's.", mixinStandardHelpOptions = true)
  int migrate() {
    try (Warehouse warehouse = Warehouse.openAsOwner(root.config(), surroundings.terminal()::say)) {
      int migrations = warehouse.migrate();
      surroundings
          .out()
          .println(
              migrations == 0
                  ? "The schema is up to date."
                  : "Ran " + ReadableText.count(migrations, "migration") + ".");
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(
      description = "Show the server, and which migrations ran.",
      mixinStandardHelpOptions = true)
  int info() throws IOException {
    try (Warehouse warehouse = Warehouse.open(root.config(), surroundings.terminal()::say)) {
      String version = String.valueOf(warehouse.database().dsl().fetchValue("SHOW server_version"));
      surroundings.out().println(warehouse.connectionInfo());
      surroundings.out().println("PostgreSQL " + version);
      surroundings.out().println();
      ResultWriter table = new TableWriter(surroundings.out());
      table.begin(
          List.of(
              new ResultColumn("version", "text"),
              new ResultColumn("description", "text"),
              new ResultColumn("state", "text"),
              new ResultColumn("applied_at", "text")));
      for (MigrationState state : Migrations.info(warehouse.database().dataSource())) {
        table.row(
            Arrays.asList(
                state.version(),
                state.description(),
                state.state(),
                state.appliedAt().map(Object::toString).orElse(null)));
      }
      table.end();
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(
      description = "Start the embedded database, and let it run until db stop.",
      mixinStandardHelpOptions = true)
  int start() {
    Config config = embedded();
    try (Warehouse warehouse = Warehouse.openEmbedded(config, surroundings.terminal()::say)) {
      warehouse.migrate();
      warehouse.server().ifPresent(EmbeddedServer::keepRunning);
      surroundings.out().println("running: " + warehouse.connectionInfo());
      surroundings
          .terminal()
          .say("psql \"$(./pipeline db url)\" connects as an analyst; ./pipeline db stop stops it");
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(description = "Stop the embedded database.", mixinStandardHelpOptions = true)
  int stop() throws InterruptedException {
    boolean wasRunning = EmbeddedServer.stop(embedded().home());
    surroundings.out().println(wasRunning ? "stopped" : "was not running");
    return CommandLine.ExitCode.OK;
  }

  @Command(
      description = {
        "Print the running embedded database's URL, with a password: an analyst's, who reads warehouse and mart and is",
        "stopped after five minutes; or the owner's, who may do everything and reads what is personal."
      },
      mixinStandardHelpOptions = true)
  int url(
      @Option(names = "--jdbc", description = "for JDBC; without it for psql and libpq")
          boolean isJdbc,
      @Option(names = "--owner", description = "the owner's; without it an analyst's")
          boolean isOwners) {
    Config config = embedded();
    Warehouse.requireEmbedded(config);
    ConnectionInfo info =
        (isOwners
                ? EmbeddedServer.running(config.home())
                : EmbeddedServer.runningAs(AnalystAccess.ROLE, config.home()))
            .orElseThrow(
                () ->
                    new WorkFailedException(
                        "The embedded database is not running; ./pipeline db start starts it"));
    surroundings.out().println(isJdbc ? jdbc(info) : info.toLibpqUri());
    return CommandLine.ExitCode.OK;
  }

  private static String jdbc(ConnectionInfo info) {
    return "%s?user=%s&password=%s".formatted(info.url(), info.user(), info.password().orElse(""));
  }

  private Config embedded() {
    Config config = root.config();
    if (config.get(Logins.URL).isPresent()) {
      throw new UsageException(
          "start, stop and url apply to the embedded database, but database.url names another server");
    }
    return config;
  }
}
