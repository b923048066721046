package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.db.embedded.EmbeddedServer;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.warehouse.Migrations;

/**
 * A warehouse that a command works with: the configured database, or the embedded one where none
 * is.
 */
public final class Warehouse implements AutoCloseable {
  /** Beside the tasks': heartbeats and the coordinating thread, each for a moment. */
  private static final int SPARE_CONNECTIONS = 2;

  /** What a daemon's scheduler, ticks, operators and further runs use beside that. */
  private static final int DAEMON_CONNECTIONS = 24;

  /** Of a daemon's transactions, attempts apart: they take milliseconds. */
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);

  /** One holds the lock on which others wait, one migrates. */
  private static final int MIGRATING_CONNECTIONS = 2;

  private static final String NO_ANALYST =
      "No analyst's login is configured, and queries of analysts run as no other. Create one: CREATE ROLE ana LOGIN PASSWORD '…' IN ROLE %s; then set %s (%s) and %s (%s)"
          .formatted(
              AnalystAccess.ROLE,
              Logins.ANALYST_USER.path(),
              Logins.ANALYST_USER.environmentVariable(),
              Logins.ANALYST_PASSWORD.path(),
              Logins.ANALYST_PASSWORD.environmentVariable());

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
   * @param announcement receives first which database that is
   * @throws ConfigException where the configured URL is invalid, or none is configured in a home
   *     that used a server
   * @throws ro.wowcinema.pipeline.core.db.DatabaseUnavailableException where the database cannot be
   *     used, or its user may not load
   */
  public static Warehouse open(Config config, Consumer<String> announcement) {
    return new Logins(config)
        .pipeline()
        .map(info -> openServer(config, info, announcement).asLoader())
        .orElseGet(() -> openEmbedded(config, announcement));
  }

  /** The same with the login of the migration, which need not find the pipeline's user yet. */
  public static Warehouse openAsOwner(Config config, Consumer<String> announcement) {
    Logins logins = new Logins(config);
    return logins
        .pipeline()
        .map(info -> openServer(config, logins.owner(info), announcement))
        .orElseGet(() -> openEmbedded(config, announcement));
  }

  /** Like {@link #open}, for a process that schedules runs. */
  public static Warehouse openForDaemon(Config config, Consumer<String> announcement) {
    Optional<ConnectionInfo> info = new Logins(config).pipeline();
    if (info.isPresent()) {
      announce(info.get(), announcement);
      return openShared(config, Optional.empty(), info.get()).remembered().asLoader();
    }
    EmbeddedServer server = joinEmbedded(config, announcement);
    try {
      return openShared(config, Optional.of(server), server.connectionInfo());
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Opens the embedded database, ignoring a configured server. */
  public static Warehouse openEmbedded(Config config, Consumer<String> announcement) {
    return openEmbedded(config, joinEmbedded(config, announcement));
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

  /**
   * Joins the embedded server of the home, and starts it if it is not running.
   *
   * @param announcement receives first where its data is
   * @throws ConfigException where the home used another server
   */
  public static EmbeddedServer joinEmbedded(Config config, Consumer<String> announcement) {
    requireEmbedded(config);
    Path data = config.home().resolve("postgres");
    Path workingFolder = Path.of("").toAbsolutePath();
    announcement.accept(
        "database: embedded in "
            + (data.startsWith(workingFolder) ? workingFolder.relativize(data) : data));
    return EmbeddedServer.open(config.home());
  }

  /**
   * Makes sure that the home may have an embedded database.
   *
   * @throws ConfigException where it used another server
   */
  public static void requireEmbedded(Config config) {
    new HomeDatabase(config.home()).requireEmbedded();
  }

  private static Warehouse openServer(
      Config config, ConnectionInfo info, Consumer<String> announcement) {
    announce(info, announcement);
    return open(config, Optional.empty(), info).remembered();
  }

  private static void announce(ConnectionInfo server, Consumer<String> announcement) {
    announcement.accept("database: %s as %s".formatted(server.address(), server.user()));
  }

  private static Warehouse open(
      Config config, Optional<EmbeddedServer> server, ConnectionInfo info) {
    return new Warehouse(
        config, server, info, Database.open(info, connections(config, SPARE_CONNECTIONS)));
  }

  private Warehouse remembered() {
    try {
      new HomeDatabase(config.home()).remember(connectionInfo);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Warehouse asLoader() {
    try {
      database.requireLoader();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Warehouse openShared(
      Config config, Optional<EmbeddedServer> server, ConnectionInfo info) {
    int connections = connections(config, DAEMON_CONNECTIONS);
    return new Warehouse(config, server, info, Database.openShared(info, connections, IDLE_LIMIT));
  }

  /** An attempt holds its transaction's, and for a moment another to speak to the ledger. */
  private static int connections(Config config, int spare) {
    return 2 * config.get(RunnerSettings.PARALLELISM) + spare;
  }

  public Database database() {
    return database;
  }

  public ConnectionInfo connectionInfo() {
    return connectionInfo;
  }

  /**
   * Opens the database as an analyst.
   *
   * @throws ConfigException where it is not the embedded one, and no analyst's login is configured
   */
  public AnalystAccess openForAnalysts() {
    Duration timeout = config.get(AnalystAccess.STATEMENT_TIMEOUT);
    if (server.isPresent()) {
      return AnalystAccess.login(server.get().connectionInfoOf(AnalystAccess.ROLE), timeout);
    }
    return new Logins(config)
        .analyst(connectionInfo)
        .map(login -> AnalystAccess.login(login, timeout))
        .orElseThrow(() -> new ConfigException(NO_ANALYST));
  }

  /** The embedded server, where the database is its. */
  public Optional<EmbeddedServer> server() {
    return server;
  }

  /**
   * Migrates the schema to this version's.
   *
   * @return how many migrations ran
   * @throws ro.wowcinema.pipeline.core.db.DatabaseUnavailableException where another login migrated
   *     for the first time, and this one has no right to load yet
   */
  public int migrate() {
    int migrations = Migrations.isUpToDate(database.dataSource()) ? 0 : runMigrations();
    database.requireLoader();
    return migrations;
  }

  private int runMigrations() {
    ConnectionInfo owner =
        server.isPresent() ? connectionInfo : new Logins(config).owner(connectionInfo);
    try (Database owned = Database.openAsOwner(owner, MIGRATING_CONNECTIONS)) {
      return Migrations.migrate(owned.dataSource());
    } finally {
      database.renewConnections();
    }
  }

  /**
   * Makes sure that loads will find the database's privacy key, and makes it for a new database.
   *
   * @throws ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKeyException where it is not there, or
   *     not this database's
   */
  public void requirePrivacyKey() {
    vault().key(database.dsl());
  }

  /** Keeps the database's privacy key. */
  public PrivacyVault vault() {
    return PrivacyVault.of(config, Clock.systemUTC());
  }

  /** Whether every migration of this version has run. */
  public boolean isMigrated() {
    return Migrations.info(database.dataSource()).stream()
        .noneMatch(migration -> migration.state().equals("Pending"));
  }

  /** Releases everything; the embedded server stops if no other process uses it. */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      database.close();
      server.ifPresent(EmbeddedServer::close);
    }
  }
}
