package ro.wowcinema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MigrationsTest {
  @RegisterExtension static final MigrationServer server = new MigrationServer();

  private static final String ALL = "classpath:db/migration";
  private static final String LATER = "classpath:db/later";
  private static final String VIEWLESS = "classpath:db/viewless";

  @Test
  void migratingTwiceChangesNothingTheSecondTime() throws SQLException {
    DataSource database = server.emptyDatabase("twice");

    int first = Migrations.migrate(database);
    int second = Migrations.migrate(database);

    assertThat(first).isPositive();
    assertThat(second).isZero();
  }

  @Test
  void infoDistinguishesPendingFromApplied() throws SQLException {
    DataSource database = server.emptyDatabase("info");

    List<MigrationState> before = Migrations.info(database);
    Migrations.migrate(database);
    List<MigrationState> after = Migrations.info(database);

    assertThat(before).isNotEmpty().allMatch(migration -> migration.state().equals("Pending"));
    assertThat(before).allMatch(migration -> migration.appliedAt().isEmpty());
    assertThat(after).filteredOn(migration -> migration.state().equals("Pending")).isEmpty();
    assertThat(after)
        .filteredOn(migration -> migration.version().equals("001"))
        .singleElement()
        .matches(migration -> migration.appliedAt().isPresent());
  }

  @Test
  void publicStaysEmpty() throws SQLException {
    DataSource database = server.emptyDatabase("clean");

    Migrations.migrate(database);

    assertThat(
            MigrationServer.strings(
                database,
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
        .isEmpty();
    assertThat(
            MigrationServer.strings(database, "SELECT count(*) FROM flyway.flyway_schema_history"))
        .isNotEqualTo(List.of("0"));
  }

  @Test
  void whatLaterMigrationsMakeIsTheOwnersAndMayBeReadAndLoaded() throws SQLException {
    DataSource database = server.emptyDatabase("later");
    Migrations.migrate(database);

    Migrations.migrate(database, ALL, LATER);

    assertThat(
            MigrationServer.strings(
                database,
                """
                SELECT tableowner || has_table_privilege('wow_analyst', 'mart.made_later', 'SELECT')
                  || has_table_privilege('wow_pipeline', 'mart.made_later', 'INSERT')
                FROM pg_tables WHERE tablename = 'made_later'
                """))
        .containsExactly("wow_ownertruetrue");
  }

  /** It may have dropped a view that others in unchanged files read, for another column. */
  @Test
  void repeatableMigrationsRunAgainAfterAVersionedOne() throws SQLException {
    DataSource database = server.emptyDatabase("repeated");
    Migrations.migrate(database);
    String views =
        """
        SELECT oid::regclass || ' ' || coalesce(obj_description(oid, 'pg_class'), '')
          || has_table_privilege('wow_analyst', oid, 'SELECT')
        FROM pg_class WHERE relkind = 'v' AND relnamespace = 'mart'::regnamespace ORDER BY 1
        """;
    List<String> before = MigrationServer.strings(database, views);
    long repeatable =
        Migrations.info(database).stream()
            .filter(migration -> migration.version().isEmpty())
            .count();

    int migrations = Migrations.migrate(database, ALL, VIEWLESS);
    DataSource migratedAtOnce = server.emptyDatabase("repeated_at_once");
    Migrations.migrate(migratedAtOnce, ALL, VIEWLESS);

    assertThat(migrations).as("this one and all repeatable ones").isEqualTo(1 + repeatable);
    assertThat(MigrationServer.strings(database, views)).isEqualTo(before);
    assertThat(MigrationServer.strings(migratedAtOnce, views)).isEqualTo(before);
  }

  @Test
  void databaseOfANewerVersionIsRefused() throws SQLException {
    DataSource database = server.emptyDatabase("newer");
    Migrations.migrate(database, ALL, LATER);

    assertThatThrownBy(() -> Migrations.isUpToDate(database))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("\"made later\"");
    assertThatThrownBy(() -> Migrations.migrate(database)).isInstanceOf(NewerSchemaException.class);
  }

  /** Its views are not restored, even where no versioned migration distinguishes the versions. */
  @Test
  void databaseWhoseViewsANewerVersionChangedIsRefused() throws SQLException {
    DataSource database = server.emptyDatabase("changed");
    Migrations.migrate(database);
    MigrationServer.execute(
        database,
        """
        INSERT INTO flyway.flyway_schema_history
        SELECT installed_rank + 1000, version, description, type, script, checksum + 1, installed_by, installed_on,
          execution_time, success
        FROM flyway.flyway_schema_history WHERE description = '02 semantics'
        """);

    assertThatThrownBy(() -> Migrations.migrate(database))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("\"02 semantics\"");
  }

  @Test
  void repeatableMigrationMayBeRemoved() throws SQLException {
    DataSource database = server.emptyDatabase("removed");
    Migrations.migrate(database);
    MigrationServer.execute(
        database,
        """
        INSERT INTO flyway.flyway_schema_history
        SELECT installed_rank + 1000, version, 'removed', type, 'R__removed.sql', checksum, installed_by, installed_on,
          execution_time, success
        FROM flyway.flyway_schema_history WHERE description = '02 semantics'
        """);

    assertThat(Migrations.isUpToDate(database)).isTrue();
    assertThat(Migrations.migrate(database)).isZero();
  }

  @Test
  void editedVersionedMigrationIsRefused() throws SQLException {
    DataSource database = server.emptyDatabase("edited");
    Migrations.migrate(database);
    MigrationServer.execute(
        database,
        "UPDATE flyway.flyway_schema_history SET checksum = checksum + 1 WHERE version = '002'");

    assertThatThrownBy(() -> Migrations.isUpToDate(database))
        .hasMessageContaining("checksum mismatch for migration version 002");
    assertThatThrownBy(() -> Migrations.migrate(database))
        .hasMessageContaining("checksum mismatch for migration version 002");
  }

  /** Nor does it inherit what its roles may. */
  @Test
  void loginWithoutPowersMigratesAServerOfItsOwn() throws Exception {
    try (EmbeddedPostgres weak = EmbeddedPostgres.builder().start()) {
      MigrationServer.execute(
          weak.getPostgresDatabase(),
          "CREATE ROLE migrator LOGIN CREATEROLE NOINHERIT PASSWORD 'migrator'",
          "CREATE DATABASE warehouse",
          "GRANT CREATE ON DATABASE warehouse TO migrator");
      DataSource database = weak.getDatabase("migrator", "warehouse");

      Migrations.migrate(database);

      assertThat(Migrations.isUpToDate(database)).isTrue();
      MigrationServer.execute(
          database, "SET ROLE wow_pipeline; SET ROLE wow_analyst; SET ROLE wow_owner");
    }
  }
}
