package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Who may give which command on a server of one's own, each with a login of his own. */
final class LoginsTest {
  private static final String PASSWORD = "a-password-of-tests";
  private static final String OWNER = "cli_owner";
  private static final String LOADER = "cli_loader";
  private static final String ANALYST = "cli_analyst";
  private static final String OPERATOR = "cli_operator";

  /** SQL has to quote it. */
  private static final String STRANGER = "cli-stranger";

  private static final String NEW_DATABASE = "cli_logins";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir static Path home;

  private static Database admin;

  /** Roles are the server's, which other tests use as well. */
  @BeforeAll
  static void makeLogins() {
    admin = Database.openAsLogin(warehouse.connectionInfo(), 1);
    for (String name : List.of(OWNER, LOADER, ANALYST, OPERATOR, STRANGER)) {
      admin.dsl().execute("CREATE ROLE \"%s\" LOGIN PASSWORD '%s'".formatted(name, PASSWORD));
    }
    grant("wow_owner", OWNER);
    grant("wow_pipeline", LOADER);
    grant("wow_analyst", ANALYST);
    grant("wow_ops", OPERATOR);
  }

  @AfterAll
  static void dropThem() {
    admin.dsl().execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(NEW_DATABASE));
    for (String name : List.of(OWNER, LOADER, ANALYST, OPERATOR, STRANGER)) {
      admin.dsl().execute("DROP ROLE \"%s\"".formatted(name));
    }
    admin.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --date 2026-10-01",
        "daemon",
        "privacy retention --dry-run",
        "privacy export --user 7 --out never.json",
        "dag preview --from 2026-10-01 --to 2026-10-02",
        "report --all"
      })
  void loginWithoutRoleIsRefusedWithTheMissingRolesName(String command) {
    CliRun refused = as(STRANGER, Map.of(), command.split(" "));

    assertThat(refused.err())
        .contains("The user cli-stranger may not load: GRANT wow_pipeline TO \"cli-stranger\",")
        .doesNotContain("permission denied");
    assertThat(refused.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {OPERATOR, ANALYST})
  void whoReadsDoesNotLoad(String login) {
    CliRun refused = as(login, Map.of(), "run", "--date", "2026-10-01");

    assertThat(refused.err())
        .contains("The user %s may not load: GRANT wow_pipeline TO %s,".formatted(login, login));
    assertThat(refused.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {LOADER, OWNER})
  void whoLoadsOrOwnsIsLetIn(String login) {
    CliRun looked = as(login, Map.of(), "privacy", "retention", "--dry-run");

    assertThat(looked.exitCode()).as(looked.err()).isZero();
  }

  @Test
  void ownerMigratesWithoutLoading() {
    CliRun migrated = as(STRANGER, Map.of("PIPELINE_DATABASE_OWNER_USER", OWNER), "db", "migrate");

    assertThat(migrated.out()).as(migrated.err()).isEqualTo("The schema is up to date.\n");
  }

  @Test
  void analystsLoginAsksWithinTheLimit() {
    Map<String, String> analyst = Map.of("PIPELINE_DATABASE_ANALYST_USER", ANALYST);

    CliRun asked = as(LOADER, analyst, "sql", "--format", "csv", "SELECT session_user");
    CliRun stopped = as(LOADER, analyst, "sql", "--timeout", "PT0.3S", "SELECT pg_sleep(60)");

    assertThat(asked.out()).as(asked.err()).isEqualTo("session_user\n" + ANALYST + "\n");
    assertThat(as(LOADER, analyst, "sql", "SHOW statement_timeout").out()).contains("5min");
    assertThat(stopped.err()).contains("took longer than 0.3 s (analysts.statement-timeout)");
    assertThat(stopped.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql SELECT", "report --all"})
  void withoutAnAnalystsLoginNothingIsAsked(String command) {
    CliRun refused = as(OWNER, Map.of(), command.split(" "));

    assertThat(refused.err())
        .contains("No analyst's login is configured")
        .contains("CREATE ROLE ana LOGIN PASSWORD '…' IN ROLE wow_analyst")
        .contains("database.analyst-user (PIPELINE_DATABASE_ANALYST_USER)")
        .contains("database.analyst-password (PIPELINE_DATABASE_ANALYST_PASSWORD)");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void statementThatSomebodyCancelsWasNotTooLong() {
    CliRun cancelled =
        as(
            LOADER,
            Map.of("PIPELINE_DATABASE_ANALYST_USER", ANALYST),
            "sql",
            "SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(60)");

    assertThat(cancelled.err()).contains("due to user request").doesNotContain("took longer");
    assertThat(cancelled.exitCode()).isEqualTo(1);
  }

  /** The role that the loader lacks is made by the very command that then needs it. */
  @Test
  void loaderOfANewDatabaseIsCheckedAfterItsOwnerHasMigrated() {
    admin.dsl().execute("CREATE DATABASE %s OWNER %s".formatted(NEW_DATABASE, OWNER));
    // Where the roles exist already, an administrator grants them to the migrating login.
    grant("wow_analyst", OWNER);
    Map<String, String> onNewDatabase =
        Map.of(
            "PIPELINE_DATABASE_URL",
            warehouse
                .connectionInfo()
                .url()
                .replaceFirst("/[^/?]+(\\?|$)", "/" + NEW_DATABASE + "$1"),
            "PIPELINE_DATABASE_OWNER_USER",
            OWNER);

    CliRun refused = as(STRANGER, onNewDatabase, "run", "--date", "2026-10-01");

    assertThat(refused.err())
        .contains("The user cli-stranger may not load: GRANT wow_pipeline TO \"cli-stranger\",");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(as(OWNER, onNewDatabase, "db", "migrate").out())
        .isEqualTo("The schema is up to date.\n");
  }

  private static void grant(String role, String login) {
    admin.dsl().execute("GRANT %s TO %s".formatted(role, login));
  }

  private static CliRun as(String login, Map<String, String> more, String... command) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PIPELINE_DATABASE_URL", warehouse.connectionInfo().url());
    environment.put("PIPELINE_DATABASE_USER", login);
    environment.put("PIPELINE_DATABASE_PASSWORD", PASSWORD);
    environment.put("PIPELINE_DATABASE_OWNER_PASSWORD", PASSWORD);
    environment.put("PIPELINE_DATABASE_ANALYST_PASSWORD", PASSWORD);
    environment.put("PIPELINE_LANDING", home.toString());
    environment.putAll(more);
    return CliRun.with(environment, home, command);
  }
}
