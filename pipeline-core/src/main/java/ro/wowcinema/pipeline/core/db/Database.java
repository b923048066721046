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
 * A pool of connections to one PostgreSQL database, and jOOQ on top. Sessions run in UTC whatever
 * the server's or the machine's zone. A statement whose connection breaks fails; nothing here
 * retries it, because only the caller knows whether it may run twice.
 */
public final class Database implements AutoCloseable {
  static final String APPLICATION_NAME = "wowcinema-pipeline";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Longer than loads keep each other waiting; nobody waits for ever. */
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(15);

  /** The driver announces the JVM's zone at start-up, which beats every server-side default. */
  private static final String ZONE = "SET TimeZone = 'UTC'";

  static {
    // Read when jOOQ's classes load, so it cannot wait for the constructor.
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private final HikariDataSource pool;
  private final DSLContext dsl;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.dsl = DSL.using(pool, SQLDialect.POSTGRES, settings());
  }

  /**
   * Opens the pipeline's pool once the server has answered; waits up to ten seconds for one that is
   * starting. Its connections are in the role wow_pipeline where the login may take it, and wait a
   * quarter of an hour at most for a lock.
   *
   * @param poolSize the most connections at one time
   * @throws DatabaseUnavailableException when the server does not answer, refuses the user, or is
   *     older than PostgreSQL 15
   */
  public static Database open(ConnectionInfo info, int poolSize) {
    return open(info, poolSize, PATIENCE);
  }

  /**
   * The same for a login that stays what it is: an analyst's, or the owner's who migrates.
   *
   * @param poolSize the most connections at one time; migrations need two
   */
  public static Database openAsLogin(ConnectionInfo info, int poolSize) {
    HikariConfig config = checked(info, poolSize, PATIENCE);
    config.setConnectionInitSql(ZONE);
    return new Database(new HikariDataSource(config));
  }

  /**
   * Like {@link #open}, for a process that shares its work with others, who must not wait for what
   * it holds while it is stopped.
   *
   * @param idleLimit how long a transaction may be idle before the server ends its session; whoever
   *     needs longer lifts that for his transaction
   */
  public static Database openShared(ConnectionInfo info, int poolSize, Duration idleLimit) {
    HikariConfig config = checked(info, poolSize, PATIENCE);
    config.setConnectionInitSql(
        "%s; SET idle_in_transaction_session_timeout = %d"
            .formatted(config.getConnectionInitSql(), idleLimit.toMillis()));
    return new Database(new HikariDataSource(config));
  }

  static Database open(ConnectionInfo info, int poolSize, Duration patience) {
    return new Database(new HikariDataSource(checked(info, poolSize, patience)));
  }

  private static HikariConfig checked(ConnectionInfo info, int poolSize, Duration patience) {
    requireNonNull(info, "info is null");
    new ServerCheck(info).awaitUsable(patience);
    return poolConfig(info, poolSize);
  }

  /**
   * Makes sure that whoever logged in may load, once there is something to load into.
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
   * Lets go of connections once they are given back: what they found when they were opened, such as
   * no role to take, is so no more.
   */
  public void renewConnections() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  @Override
  public void close() {
    pool.close();
  }

  private static HikariConfig poolConfig(ConnectionInfo info, int poolSize) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("warehouse");
    config.setJdbcUrl(info.url());
    config.setUsername(info.user());
    info.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(poolSize);
    config.setConnectionTimeout(PATIENCE.toMillis());
    // Commands that need one connection should not open all of them.
    config.setMinimumIdle(0);
    config.setConnectionInitSql(
        "%s; SET lock_timeout = %d; %s".formatted(ZONE, LOCK_LIMIT.toMillis(), PipelineRole.TAKE));
    // Details of an error quote rows, which may be people's data: no message and no log has them.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("ApplicationName", APPLICATION_NAME);
    config.addDataSourceProperty("tcpKeepAlive", "true");
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
