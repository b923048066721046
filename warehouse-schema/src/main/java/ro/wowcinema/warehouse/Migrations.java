package ro.wowcinema.warehouse;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Brings a database to this version's schema. Any number of processes may migrate one database at
 * the same time: they queue on a lock, and those who come later find nothing left to do.
 *
 * <p>Never cleans and never repairs: a migration that was edited after it ran stops with an error
 * that names it. The data source must be able to give two connections at once, as a login that may
 * be the schema's owner, and be nobody else's: its connections stay in the role that migrates.
 */
public final class Migrations {
  /** Apart from {@code public}, which stays empty, and from the schemas that migrations create. */
  private static final String HISTORY_SCHEMA = "flyway";

  private static final String LOCATION = "classpath:db/migration";

  /** Which gives the schema to {@value SchemaOwner#ROLE}, as whom all later ones run. */
  private static final String HAND_OVER = "022";

  private Migrations() {}

  /**
   * Runs the migrations that this database has not had yet.
   *
   * @return how many ran
   * @throws NotTheOwnerException where the login may not
   */
  public static int migrate(DataSource database) {
    return migrate(database, LOCATION);
  }

  static int migrate(DataSource database, String... locations) {
    int untilHandOver =
        SchemaOwner.isHandedOver(database)
            ? 0
            : configuration(database)
                .locations(locations)
                .target(HAND_OVER)
                .load()
                .migrate()
                .migrationsExecuted;
    SchemaOwner.requireMember(database);
    return untilHandOver
        + configuration(database)
            .locations(locations)
            .callbacks(new OwnersConnections())
            .load()
            .migrate()
            .migrationsExecuted;
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
    // A lock held by a transaction would make CREATE INDEX CONCURRENTLY wait for ever for its end.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration;
  }
}
