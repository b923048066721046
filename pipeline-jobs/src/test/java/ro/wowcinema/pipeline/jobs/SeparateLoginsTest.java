package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Pipeline;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;
import ro.wowcinema.warehouse.Migrations;
import ro.wowcinema.warehouse.NotTheOwnerException;

/** One login migrates, another loads, and neither is more than a member of its role. */
final class SeparateLoginsTest {
  private static final LocalDate DATE = LocalDate.of(2026, 9, 30);
  private static final String DATABASE = "separate_logins";
  private static final String MIGRATOR = "migrator_of_tests";
  private static final String LOADER = "loader_of_tests";
  private static final String PASSWORD = "a-password-of-tests";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static Database admin;

  @TempDir Path landing;

  /** Roles and databases are the server's, which other tests use as well. */
  @BeforeAll
  static void makeLoginsAndTheirDatabase() {
    admin = Database.openAsLogin(warehouse.connectionInfo(), 1);
    makeLogin(MIGRATOR, "wow_owner, wow_analyst");
    makeLogin(LOADER, "wow_pipeline");
    admin.dsl().execute("CREATE DATABASE %s OWNER %s".formatted(DATABASE, MIGRATOR));
  }

  @AfterAll
  static void dropThem() {
    admin.dsl().execute("DROP DATABASE %s WITH (FORCE)".formatted(DATABASE));
    admin.dsl().execute("DROP ROLE %s, %s".formatted(MIGRATOR, LOADER));
    admin.close();
  }

  @Test
  void oneMigratesAndTheOtherLoadsADay() throws IOException, InterruptedException {
    new Simulator(new Simulation(DATE, 1, 40, 100, 0.8, 7, 0.02)).writeTo(landing, day -> {});
    try (Database owned = Database.openAsLogin(as(MIGRATOR), 2)) {
      assertThat(Migrations.migrate(owned.dataSource())).isPositive();
    }

    try (Database loaded = Database.open(as(LOADER), 6)) {
      assertThat(Migrations.isUpToDate(loaded.dataSource())).isTrue();
      RunSummary summary = new Pipeline(loaded, landing).run(DATE);

      assertThat(summary.isSuccess()).as(summary.tasks().toString()).isTrue();
      assertThat(
              loaded
                  .dsl()
                  .fetchValue(
                      """
                      SELECT concat_ws(' ', session_user, current_user,
                        (SELECT count(*) > 0 FROM warehouse.fact_watch_session),
                        (SELECT count(*) > 0 FROM mart.report_active_users))
                      """))
          .isEqualTo(LOADER + " wow_pipeline t t");
      assertThat(
              loaded
                  .dsl()
                  .fetch(
                      "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relname LIKE 'fact\\_watch\\_session\\_%'")
                  .getValues(0, String.class))
          .containsExactly("wow_owner");
      assertThatThrownBy(() -> Migrations.migrate(loaded.dataSource()))
          .isInstanceOf(NotTheOwnerException.class)
          .hasMessageContaining("Only members of the role wow_owner may migrate");
    }
  }

  private static void makeLogin(String name, String roles) {
    admin
        .dsl()
        .execute("CREATE ROLE %s LOGIN IN ROLE %s PASSWORD '%s'".formatted(name, roles, PASSWORD));
  }

  private static ConnectionInfo as(String login) {
    String url =
        warehouse.connectionInfo().url().replaceFirst("/[^/?]+(\\?|$)", "/" + DATABASE + "$1");
    return new ConnectionInfo(url, login, Optional.of(PASSWORD));
  }
}
