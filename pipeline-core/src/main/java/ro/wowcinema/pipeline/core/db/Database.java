package ro.wowcinema.pipeline.core.db;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * A pool of connections to one PostgreSQL database, and jOOQ on top. Sessions run in UTC,
 * independent of the server's and the machine's zone. A statement whose connection breaks fails;
 * nothing here retries it, because only the caller knows whether it may run twice.
 */
public final class Database implements AutoCloseable {
  static final String APPLICATION_NAME = "wowcinema-pipeline";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Longer than loads block each other; no statement waits without a limit. */
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(15);

  private static final Duration NO_LIMIT = Duration.ZERO;

  /** A connection of the pool that does not answer in this time is replaced by a new one. */
  private static final Duration VALIDATION_LIMIT = Duration.ofSeconds(1);

  /** Heartbeats of many runs and what operators ask for take milliseconds, so they share few. */
  private static final int PROMPT_CONNECTIONS = 4;

  static {
    // Read when jOOQ's classes load, so it cannot wait for the constructor.
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private final ConnectionWatch watch;
  private final HikariDataSource pool;
  private final HikariDataSource promptPool;
  private final DSLContext dsl;
  private final DSLContext promptDsl;

  private Database(
      ConnectionInfo info, ConnectionLimits limits, int poolSize, String sessionSettings) {
    this.watch = new ConnectionWatch(info, limits, this::renewConnections);
    this.pool = new HikariDataSource(poolConfig(watch, poolSize, sessionSettings));
    this.promptPool = new HikariDataSource(promptConfig(info, limits, sessionSettings));
    this.dsl = DSL.using(pool, SQLDialect.POSTGRES, settings());
    this.promptDsl = DSL.using(promptPool, SQLDialect.POSTGRES, settings());
    watch.start();
  }

  /**
   * Opens the pipeline's pool once the server has answered; waits up to ten seconds for a server
   * that is starting. Connections use the role wow_pipeline where the login may set it, wait at
   * most a quarter of an hour for a lock, and have no other limit, whatever the server's or the
   * login's settings are.
   *
   * @param poolSize the most connections at one time
   * @throws DatabaseUnavailableException when the server does not answer, refuses the user, is
   *     older than PostgreSQL 15, or is behind a pooler that shares its sessions
   */
  public static Database open(ConnectionInfo info, int poolSize) {
    return open(info, poolSize, PATIENCE);
  }

  /** The same with other limits for a silent network. */
  public static Database open(ConnectionInfo info, int poolSize, ConnectionLimits limits) {
    return open(info, limits, poolSize, PATIENCE, SessionSettings.ofLoads(LOCK_LIMIT, NO_LIMIT));
  }

  /**
   * The same for a login that stays what it is, with the limits that the server gives it: an
   * analyst's.
   *
   * @param poolSize the most connections at one time
   */
  public static Database openAsLogin(ConnectionInfo info, int poolSize) {
    return open(info, ConnectionLimits.defaults(), poolSize, PATIENCE, SessionSettings.ZONE);
  }

  /**
   * The same for the owner who migrates, and whose statements may take long.
   *
   * @param poolSize the most connections at one time; migrations need two
   */
  public static Database openAsOwner(ConnectionInfo info, int poolSize) {
    return open(
        info,
        ConnectionLimits.defaults(),
        poolSize,
        PATIENCE,
        SessionSettings.ofLogin(LOCK_LIMIT, NO_LIMIT));
  }

  /**
   * Like {@link #open}, for a process that shares its work with other processes, which must not
   * wait for its locks while it is stopped.
   *
   * @param idleLimit how long a transaction may be idle before the server ends its session; a
   *     caller that needs longer lifts the limit for its transaction
   */
  public static Database openShared(ConnectionInfo info, int poolSize, Duration idleLimit) {
    return open(
        info,
        ConnectionLimits.defaults(),
        poolSize,
        PATIENCE,
        SessionSettings.ofLoads(LOCK_LIMIT, idleLimit));
  }

  static Database open(ConnectionInfo info, int poolSize, Duration patience) {
    return open(
        info,
        ConnectionLimits.defaults(),
        poolSize,
        patience,
        SessionSettings.ofLoads(LOCK_LIMIT, NO_LIMIT));
  }

  private static Database open(
      ConnectionInfo info,
      ConnectionLimits limits,
      int poolSize,
      Duration patience,
      String sessionSettings) {
    requireNonNull(info, "info is null");
    new ServerCheck(info, limits).awaitUsable(patience);
    return new Database(info, limits, poolSize, sessionSettings);
  }

  /**
   * Checks that the login may load, once the database has a schema to load into.
   *
   * @throws DatabaseUnavailableException where the database has been migrated, and the login is in
   *     neither the pipeline's role nor the owner's
   */
  public void requireLoader() {
    dsl.resultQuery(PipelineRole.LOCKED_OUT)
        .fetchOptional()
        .ifPresent(
            login -> {
              throw new DatabaseUnavailableException(
                  "The user %s may not load: GRANT wow_pipeline TO %s, or name another as database.user (an analyst's login is database.analyst-user)"
                      .formatted(login.get(0), login.get(1)));
            });
  }

  /** Every statement commits by itself. */
  public DSLContext dsl() {
    return dsl;
  }

  /**
   * The same, for statements that take milliseconds and must not wait for a network that is silent:
   * they fail within seconds, and the next one gets a new connection.
   */
  public DSLContext promptDsl() {
    return promptDsl;
  }

  public DataSource dataSource() {
    return pool;
  }

  /**
   * Runs work in one transaction on one connection.
   *
   * @throws org.jooq.exception.DataAccessException when a statement or the commit fails, and around
   *     a checked exception of the work
   */
  public <T> T transaction(TransactionWork<T> work) {
    return dsl.transactionResult(configuration -> work.run(configuration.dsl()));
  }

  /**
   * Closes connections when they are returned: their state dates from when they were opened, such
   * as a role that did not exist then.
   */
  public void renewConnections() {
    pool.getHikariPoolMXBean().softEvictConnections();
    promptPool.getHikariPoolMXBean().softEvictConnections();
  }

  @Override
  public void close() {
    promptPool.close();
    pool.close();
    watch.close();
  }

  private static HikariConfig poolConfig(
      ConnectionWatch watch, int poolSize, String sessionSettings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("warehouse");
    config.setDataSource(new WatchedDataSource(watch));
    config.setMaximumPoolSize(poolSize);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(VALIDATION_LIMIT.toMillis());
    // Commands that need one connection should not open all of them.
    config.setMinimumIdle(0);
    config.setConnectionInitSql(sessionSettings);
    return config;
  }

  private static HikariConfig promptConfig(
      ConnectionInfo info, ConnectionLimits limits, String sessionSettings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("warehouse-prompt");
    config.setJdbcUrl(info.url());
    config.setDataSourceProperties(limits.properties(info));
    config.setMaximumPoolSize(PROMPT_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(limits.answer().toMillis());
    config.setValidationTimeout(VALIDATION_LIMIT.toMillis());
    // Not before it is needed.
    config.setInitializationFailTimeout(-1);
    // The server gives up first, and leaves no session behind that waits for a lock.
    config.setConnectionInitSql(
        "%s; SET statement_timeout = %d"
            .formatted(sessionSettings, limits.answer().toMillis() * 4 / 5));
    return config;
  }

  private static Settings settings() {
    // Even at level DEBUG no bound value, which may be personal data, reaches a log.
    return new Settings()
        .withExecuteLogging(false)
        .withRenderFormatted(false)
        .withRenderCatalog(false);
  }
}
