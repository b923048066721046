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
 * that names it. The data source must be able to give two connections at once.
 */
public final class Migrations {
  /** Apart from {@code public}, which stays empty, and from the schemas that migrations create. */
  private static final String HISTORY_SCHEMA = "flyway";

  private Migrations() {}

  /**
   * Runs the migrations that this database has not had yet.
   *
   * @return how many ran
   */
  public static int migrate(DataSource database) {
    return flyway(database).migrate().migrationsExecuted;
  }

  /** Every known migration in the order it runs, applied or pending. */
  public static List<MigrationState> info(DataSource database) {
    return Stream.of(flyway(database).info().all())
        // Flyway's own marks, such as the one for having created its schema, have no file.
        .filter(migration -> !migration.getType().isSynthetic())
        .map(MigrationState::of)
        .toList();
  }

  private static Flyway flyway(DataSource database) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(database)
            .locations("classpath:db/migration")
            .defaultSchema(HISTORY_SCHEMA)
            .createSchemas(true)
            .validateOnMigrate(true)
            .cleanDisabled(true)
            .loggers("slf4j");
    // A lock held by a transaction would make CREATE INDEX CONCURRENTLY wait for ever for its end.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.load();
  }
}
