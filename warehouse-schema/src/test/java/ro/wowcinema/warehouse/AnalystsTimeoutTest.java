package ro.wowcinema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.warehouse.SqlClient.execute;
import static ro.wowcinema.warehouse.SqlClient.migrateFirst;
import static ro.wowcinema.warehouse.SqlClient.value;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a login as wow_analyst may ask, which is the server's to say and not a database's. */
final class AnalystsTimeoutTest {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void migrateByALoginThatMayMakeRoles() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().start();
    execute(
        server.getPostgresDatabase(),
        "CREATE ROLE migrator LOGIN CREATEROLE",
        "CREATE DATABASE warehouse OWNER migrator",
        "CREATE DATABASE second OWNER migrator",
        "CREATE DATABASE third OWNER migrator",
        "CREATE DATABASE fourth OWNER migrator");
    Migrations.migrate(server.getDatabase("migrator", "warehouse"));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void asAfterTheMigration() throws SQLException {
    execute(
        server.getPostgresDatabase(),
        "ALTER ROLE migrator CREATEROLE",
        "ALTER ROLE wow_analyst SET statement_timeout = '5min'");
  }

  @Test
  void isFiveMinutes() throws SQLException {
    execute(server.getPostgresDatabase(), "ALTER ROLE wow_analyst RESET ALL");

    assertThat(migrateFirst(server.getDatabase("migrator", "third")))
        .noneMatch(warning -> warning.contains("statement_timeout"));
    execute(server.getPostgresDatabase(), "ALTER ROLE wow_analyst LOGIN");
    assertThat(value(server.getDatabase("wow_analyst", "warehouse"), "SHOW statement_timeout"))
        .isEqualTo("5min");
  }

  @Test
  void staysWhatAnAdministratorMadeIt() throws SQLException {
    execute(server.getPostgresDatabase(), "ALTER ROLE wow_analyst SET statement_timeout = '1h'");

    Migrations.migrate(server.getDatabase("migrator", "second"));

    assertThat(settings()).contains("statement_timeout=1h").doesNotContain("5min");
  }

  @Test
  void isAnAdministratorsToSetWhereTheLoginThatMigratesMayNot() throws SQLException {
    execute(
        server.getPostgresDatabase(),
        "ALTER ROLE wow_analyst RESET ALL",
        "ALTER ROLE migrator NOCREATEROLE");

    assertThat(migrateFirst(server.getDatabase("migrator", "fourth")))
        .anyMatch(
            warning ->
                warning.contains("migrator may not limit them")
                    && warning.endsWith("ALTER ROLE wow_analyst SET statement_timeout = '5min'"));
    assertThat(settings()).isNull();
  }

  private static String settings() throws SQLException {
    return value(
        server.getPostgresDatabase(),
        "SELECT rolconfig::text FROM pg_roles WHERE rolname = 'wow_analyst'");
  }
}
