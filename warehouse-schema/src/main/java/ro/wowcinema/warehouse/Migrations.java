package ro.wowcinema.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Migrates a database to this version's schema. Any number of processes may migrate one database at
 * the same time: they queue on a lock, for a minute at most, and the later ones find nothing left
 * to do.
 *
 * <p>Never cleans and never repairs: a versioned migration that was edited after it ran stops with
 * an error that names it. Repeatable migrations run again when they change, and after each new
 * versioned one, which may have dropped views. The data source must be able to give two connections
 * at once, as a login that may be the schema's owner, and must not be shared: its connections stay
 * in the role that migrates.
 */
public final class Migrations {
  /** Apart from {@code public}, which stays empty, and from the schemas that migrations create. */
  static final String HISTORY_SCHEMA = "flyway";

  private static final String LOCATION = "classpath:db/migration";

  /** How long a migration waits for each lock. Others wait behind it, so it is not long. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Migrations() {}

  /**
   * Runs the migrations that this database has not had yet.
   *
   * @return how many ran
   * @throws NotTheOwnerException where the login may not
   * @throws NewerSchemaException where a newer version of the program migrated
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
    boolean isOwned = SchemaOwner.ownsSchemas(database);
    if (isOwned) {
      SchemaOwner.requireMember(database);
    } else {
      createHistory(database);
    }
    try (MigrationLock lock = MigrationLock.take(database, isOwned, patience)) {
      Flyway flyway =
          configuration(database, locations).callbacks(new MigrationSession(patience)).load();
      NewerSchemaCheck.refuse(flyway.info());
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw LockHolders.isLockTimeout(e) ? blocked(database, e) : e;
    }
  }

  /** There has to be something to lock. Others may be creating it at the same time. */
  private static void createHistory(DataSource database) {
    configuration(database, LOCATION)
        .skipDefaultResolvers(true)
        .validateOnMigrate(false)
        .load()
        .migrate();
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
   * @throws NewerSchemaException where a newer version of the program migrated
   * @throws org.flywaydb.core.api.exception.FlywayValidateException where one was edited since
   */
  public static boolean isUpToDate(DataSource database) {
    Flyway flyway = configuration(database, LOCATION).load();
    MigrationInfoService migrations = flyway.info();
    NewerSchemaCheck.refuse(migrations);
    boolean isUpToDate = migrations.pending().length == 0;
    if (isUpToDate) {
      flyway.validate();
    }
    return isUpToDate;
  }

  /** Every known migration in the order it runs, applied or pending. */
  public static List<MigrationState> info(DataSource database) {
    return Stream.of(configuration(database, LOCATION).load().info().all())
        // Flyway's own marks, such as the one for having created its schema, have no file.
        .filter(migration -> !migration.getType().isSynthetic())
        .map(MigrationState::of)
        .toList();
  }

  private static FluentConfiguration configuration(DataSource database, String... locations) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(database)
            .locations(locations)
            .defaultSchema(HISTORY_SCHEMA)
            .createSchemas(true)
            .validateOnMigrate(true)
            // A repeatable migration may be renamed or dropped; NewerSchemaCheck looks at future
            // ones.
            .ignoreMigrationPatterns("repeatable:missing", "*:future")
            .cleanDisabled(true)
            .loggers("slf4j");
    // One connection suffices for Flyway so, beside that of MigrationLock.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.placeholders(Map.of("newest", newestVersioned(configuration)));
  }

  /** Every repeatable migration contains this name, so that a new one changes them all. */
  private static String newestVersioned(FluentConfiguration configuration) {
    return new Scanner<>(JavaMigration.class, configuration, configuration.getLocations())
        .getResources("V", ".sql").stream()
            .map(LoadableResource::getFilename)
            .max(Comparator.naturalOrder())
            .orElseThrow();
  }
}
