package ro.wowcinema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ro.wowcinema.warehouse.SqlClient.execute;
import static ro.wowcinema.warehouse.SqlClient.migrateFirst;
import static ro.wowcinema.warehouse.SqlClient.value;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What an analyst's login may use of a server that a superuser migrated, and one that a login of
 * less power migrated.
 */
final class AnalystsLimitsTest {
  private static final List<String> CREATING =
      List.of(
          "CREATE TEMPORARY TABLE mine (n int)",
          "CREATE FUNCTION pg_temp.mine(n int) RETURNS int LANGUAGE sql RETURN n",
          "SELECT lo_create(0)",
          "SELECT lo_creat(-1)",
          "SELECT lo_from_bytea(0, 'x')",
          "SELECT lo_put(1, 0, 'x')",
          "SELECT lo_open(1, 131072)",
          "SELECT lowrite(1, 'x')",
          "SELECT pg_logical_emit_message(false, 'x', 'y')",
          "SELECT pg_logical_emit_message(true, 'x', 'y'::bytea)",
          "SELECT count(pg_advisory_lock(n)) FROM generate_series(1, 10) AS n",
          "SELECT pg_advisory_lock(1, 2)",
          "SELECT pg_advisory_xact_lock_shared(1)",
          "SELECT pg_try_advisory_lock(1)",
          "SELECT pg_try_advisory_xact_lock_shared(1, 2)",
          "CREATE TABLE public.mine (n int)",
          "CREATE SCHEMA mine");

  private static EmbeddedPostgres superusers;
  private static EmbeddedPostgres others;

  @BeforeAll
  static void migrate() throws IOException, SQLException {
    superusers = EmbeddedPostgres.builder().start();
    execute(superusers.getPostgresDatabase(), "CREATE DATABASE warehouse");
    Migrations.migrate(superusers.getDatabase("postgres", "warehouse"));
    execute(
        superusers.getPostgresDatabase(),
        "CREATE ROLE ana LOGIN IN ROLE wow_analyst",
        "CREATE ROLE loader LOGIN IN ROLE wow_pipeline",
        "CREATE ROLE owner LOGIN IN ROLE wow_owner",
        "ALTER ROLE wow_analyst LOGIN");
    others = EmbeddedPostgres.builder().start();
    execute(
        others.getPostgresDatabase(),
        "CREATE ROLE migrator LOGIN CREATEROLE",
        "CREATE DATABASE warehouse",
        "GRANT CREATE ON DATABASE warehouse TO migrator");
  }

  @AfterAll
  static void stop() throws IOException {
    superusers.close();
    others.close();
  }

  @Test
  void openTransactionsAndTemporaryFilesAreLimited() throws SQLException {
    DataSource analysts = superusers.getDatabase("wow_analyst", "warehouse");

    assertThat(value(analysts, "SHOW idle_in_transaction_session_timeout")).isEqualTo("10min");
    assertThat(value(analysts, "SHOW temp_file_limit")).isEqualTo("10GB");
    assertThatThrownBy(() -> execute(analysts, "SET temp_file_limit = -1"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void analystsCreateNothing() {
    DataSource analysts = superusers.getDatabase("ana", "warehouse");

    for (String sql : CREATING) {
      assertThatThrownBy(() -> execute(analysts, sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void loadsAndOwnersHaveTemporaryTables() throws SQLException {
    for (String login : List.of("loader", "owner")) {
      execute(superusers.getDatabase(login, "warehouse"), "CREATE TEMPORARY TABLE mine (n int)");
    }
  }

  @Test
  void warningsSayWhatAnAdministratorDoesWhereTheLoginThatMigratesMayNot() throws SQLException {
    List<String> warnings = migrateFirst(others.getDatabase("migrator", "warehouse"));

    assertThat(warnings)
        .anyMatch(each -> each.endsWith("ALTER ROLE wow_analyst SET temp_file_limit = '10GB'"))
        .anyMatch(each -> each.endsWith("REVOKE TEMPORARY ON DATABASE warehouse FROM PUBLIC"))
        .anyMatch(each -> each.contains("a superuser can: REVOKE EXECUTE ON FUNCTION lo_creat("))
        .noneMatch(each -> each.contains("idle_in_transaction_session_timeout"));
    assertThat(
            value(
                others.getPostgresDatabase(),
                "SELECT rolconfig::text FROM pg_roles WHERE rolname = 'wow_analyst'"))
        .isEqualTo("{statement_timeout=5min,idle_in_transaction_session_timeout=10min}");
  }

  @Test
  void whatAnAdministratorSetStays() throws SQLException {
    execute(
        superusers.getPostgresDatabase(),
        "CREATE DATABASE second",
        "ALTER ROLE wow_analyst SET temp_file_limit = '1GB'");
    try {
      Migrations.migrate(superusers.getDatabase("postgres", "second"));

      assertThat(value(superusers.getDatabase("wow_analyst", "second"), "SHOW temp_file_limit"))
          .isEqualTo("1GB");
    } finally {
      execute(
          superusers.getPostgresDatabase(), "ALTER ROLE wow_analyst SET temp_file_limit = '10GB'");
    }
  }
}
