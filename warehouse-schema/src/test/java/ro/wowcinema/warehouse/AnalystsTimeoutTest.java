package ro.wowcinema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.warehouse.Statements.execute;
import static ro.wowcinema.warehouse.Statements.value;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a login as wow_analyst may ask, which is the server's to say and not a database's. */
final class AnalystsTimeoutTest {
  private static final String MIGRATION = "/db/migration/V026__least_privilege.sql";

  private static EmbeddedPostgres server;

  @BeforeAll
  static void migrateByALoginThatMayMakeRoles() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().start();
    execute(
        server.getPostgresDatabase(),
        "CREATE ROLE migrator LOGIN CREATEROLE",
        "CREATE DATABASE warehouse OWNER migrator",
        "CREATE DATABASE second OWNER migrator");
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

    assertThat(warningsOfMigration()).isEmpty();
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

    assertThat(warningsOfMigration())
        .contains("migrator may not limit them")
        .contains("ALTER ROLE wow_analyst SET statement_timeout = '5min'");
    assertThat(settings()).isNull();
  }

  /** As Flyway would run it: as the owner, within a transaction. */
  private static String warningsOfMigration() throws SQLException {
    StringBuilder warnings = new StringBuilder();
    try (Connection connection = server.getDatabase("migrator", "warehouse").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE wow_owner");
      connection.setAutoCommit(false);
      statement.execute(migration());
      for (var each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        warnings.append(each.getMessage());
      }
      assertThat(value(statement, "SELECT current_user")).isEqualTo("wow_owner");
      connection.commit();
    }
    return warnings.toString();
  }

  private static String migration() {
    try (InputStream file = AnalystsTimeoutTest.class.getResourceAsStream(MIGRATION)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + MIGRATION, e);
    }
  }

  private static String settings() throws SQLException {
    return value(
        server.getPostgresDatabase(),
        "SELECT rolconfig::text FROM pg_roles WHERE rolname = 'wow_analyst'");
  }
}
