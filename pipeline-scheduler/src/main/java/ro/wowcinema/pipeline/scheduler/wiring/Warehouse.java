package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.db.EmbeddedServer;
import ro.wowcinema.pipeline.core.load.LandingZone;
import ro.wowcinema.pipeline.core.run.DagRunner;
import ro.wowcinema.pipeline.core.run.RunnerSettings;
import ro.wowcinema.warehouse.Migrations;

/**
 * A warehouse that a command works with: the configured database, or the embedded one where none
 * is.
 */
public final class Warehouse implements AutoCloseable {
  /** Beside the tasks': heartbeats and the deciding thread, each for a moment. */
  private static final int SPARE_CONNECTIONS = 2;

  private final Config config;
  private final Optional<EmbeddedServer> server;
  private final ConnectionInfo connectionInfo;
  private final Database database;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private Warehouse(
      Config config, Optional<EmbeddedServer> server, ConnectionInfo info, Database database) {
    this.config = requireNonNull(config, "config is null");
    this.server = requireNonNull(server, "server is null");
    this.connectionInfo = requireNonNull(info, "info is null");
    this.database = requireNonNull(database, "database is null");
  }

  /**
   * Opens the database that the configuration names, or joins the embedded one.
   *
   * @throws ConfigException where the configured URL is none
   * @throws ro.wowcinema.pipeline.core.db.DatabaseUnavailableException where the database cannot be
   *     used
   */
  public static Warehouse open(Config config) {
    return config.databaseUrl().isPresent()
        ? open(config, Optional.empty(), configured(config, config.databaseUrl().get()))
        : openEmbedded(config);
  }

  /** Opens the embedded database, whatever else is configured. */
  public static Warehouse openEmbedded(Config config) {
    return openEmbedded(config, EmbeddedServer.open(config.home()));
  }

  /** Opens the database of a server that the warehouse leaves when it is closed. */
  public static Warehouse openEmbedded(Config config, EmbeddedServer server) {
    try {
      return open(config, Optional.of(server), server.connectionInfo());
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Warehouse open(
      Config config, Optional<EmbeddedServer> server, ConnectionInfo info) {
    // An attempt holds its transaction's connection, and for a moment another to speak to the
    // ledger.
    int connections = 2 * config.parallelism() + SPARE_CONNECTIONS;
    return new Warehouse(config, server, info, Database.open(info, connections));
  }

  private static ConnectionInfo configured(Config config, String url) {
    try {
      return ConnectionInfo.parse(url, config.databaseUser(), config.databasePassword());
    } catch (IllegalArgumentException e) {
      throw new ConfigException("database.url: " + e.getMessage());
    }
  }

  public Database database() {
    return database;
  }

  public ConnectionInfo connectionInfo() {
    return connectionInfo;
  }

  /**
   * Opens the database as an analyst. Where no analyst's login is configured for somebody's own
   * server, it is the pipeline's user, who must then take the role.
   */
  public AnalystAccess openForAnalysts() {
    if (server.isPresent()) {
      return AnalystAccess.login(server.get().connectionInfoOf(AnalystAccess.ROLE));
    }
    return config
        .analystUser()
        .map(user -> new ConnectionInfo(connectionInfo.url(), user, config.analystPassword()))
        .map(AnalystAccess::login)
        .orElseGet(() -> AnalystAccess.role(database));
  }

  /** The embedded server, where the database is its. */
  public Optional<EmbeddedServer> server() {
    return server;
  }

  /**
   * Brings the schema to this version's.
   *
   * @return how many migrations ran
   */
  public int migrate() {
    return Migrations.migrate(database.dataSource());
  }

  /** Whether every migration of this version has run. */
  public boolean isMigrated() {
    return Migrations.info(database.dataSource()).stream()
        .noneMatch(migration -> migration.state().equals("Pending"));
  }

  /** Runs a DAG on the deliveries of a landing zone. */
  public DagRunner runner(KnownDag dag, LandingZone landing) {
    JobFactory jobs = dag.jobFactory(landing, config);
    DagValidator.validate(dag.dag(), jobs);
    RunnerSettings defaults = RunnerSettings.defaults();
    return new DagRunner(
        database,
        jobs,
        new RunnerSettings(
            config.parallelism(), config.taskTimeout(), defaults.retries(), defaults.leaseTime()),
        Clock.systemUTC(),
        new Random());
  }

  /** Gives everything back; the embedded server stops if nobody else uses it. */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      database.close();
      server.ifPresent(EmbeddedServer::close);
    }
  }
}
