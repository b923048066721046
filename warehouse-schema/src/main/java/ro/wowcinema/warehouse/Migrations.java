package ro.wowcinema.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Brings a database to this version's schema. Any number of processes may migrate one database at
 * the same time: they queue on a lock, for a minute at most, and those who come later find nothing
 * left to do.
 *
 * <p>Never cleans and never repairs: a migration that was edited after it ran stops with an error
 * that names it. The data source must be able to give two connections at once, as a login that may
 * be the schema's owner, and be nobody else's: its connections stay in the role that migrates.
 */
public final class Migrations {
  /** Apart from {@code public}, which stays empty, and from the schemas that migrations create. */
  static final String HISTORY_SCHEMA = "flyway";

  private static final String LOCATION = "classpath:db/migration";

  /** Which gives the schema to {@value SchemaOwner#ROLE}, as whom all later ones run. */
  private static final String HAND_OVER = "022";

  /** A version below the first, which no migration has. */
  private static final String NOTHING = "0?";

  /** How long a migration waits for each lock. Others wait behind it, so it is not long. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Migrations() {}

  /**
   * Runs the migrations that this database has not had yet.
   *
   * @return how many ran
   * @throws NotTheOwnerException where the login may not
   * @throws LockTimeoutException where another session holds a lock for longer than a minute; the
   *     message names it
   */
  public static int migrate(DataSource database) {
    return migrate(database, LOCATION);
  }

  static int migrate(DataSource database, String... locations) {
    return migrate(database, PATIENCE, locations);
  }

  /** Waits for each lock only as long as the patience. */
  static int migrate(DataSource database, Duration patience, String... locations) {
    boolean isHandedOver = SchemaOwner.isHandedOver(database);
    if (isHandedOver) {
      SchemaOwner.requireMember(database);
    } else {
      createHistory(database, locations);
    }
    try (MigrationLock lock = MigrationLock.take(database, isHandedOver, patience)) {
      return migrateLocked(database, patience, locations);
    } catch (FlywayException e) {
      throw LockHolders.isLockTimeout(e) ? blocked(database, e) : e;
    }
  }

  /** There has to be something to lock. As often as it takes: others may be creating it as well. */
  private static void createHistory(DataSource database, String... locations) {
    configuration(database)
        .locations(locations)
        .target(NOTHING)
        .validateOnMigrate(false)
        .load()
        .migrate();
  }

  private static int migrateLocked(DataSource database, Duration patience, String... locations) {
    String limit = "SET lock_timeout = " + patience.toMillis();
    // Another process may have done it while this one waited.
    int untilHandOver =
        SchemaOwner.isHandedOver(database)
            ? 0
            : configuration(database)
                .locations(locations)
                .callbacks(new SessionStatements(limit))
                .target(HAND_OVER)
                .load()
                .migrate()
                .migrationsExecuted;
    SchemaOwner.requireMember(database);
    return untilHandOver
        + configuration(database)
            .locations(locations)
            // What migrations make is the owner role's.
            .callbacks(new SessionStatements(limit, "SET ROLE " + SchemaOwner.ROLE))
            .load()
            .migrate()
            .migrationsExecuted;
  }

  private static LockTimeoutException blocked(DataSource database, FlywayException failure) {
    try (Connection connection = database.getConnection()) {
      return LockHolders.explain("A migration", connection, failure);
    } catch (SQLException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /**
   * Whether all migrations have run, for which reading is enough.
   *
   * @throws org.flywaydb.core.api.exception.FlywayValidateException where one was edited since
   */
  public static boolean isUpToDate(DataSource database) {
    Flyway flyway = configuration(database).load();
    boolean isUpToDate = flyway.info().pending().length == 0;
    if (isUpToDate) {
      flyway.validate();
    }
    return isUpToDate;
  }

  /** Every known migration in the order it runs, applied or pending. */
  public static List<MigrationState> info(DataSource database) {
    return Stream.of(configuration(database).load().info().all())
        // Flyway's own marks, such as the one for having created its schema, have no file.
        .filter(migration -> !migration.getType().isSynthetic())
        .map(MigrationState::of)
        .toList();
  }

  private static FluentConfiguration configuration(DataSource database) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(database)
            .locations(LOCATION)
            .defaultSchema(HISTORY_SCHEMA)
            .createSchemas(true)
            .validateOnMigrate(true)
            .cleanDisabled(true)
            .loggers("slf4j");
    // One connection suffices for Flyway so, beside that of MigrationLock.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration;
  }
}
