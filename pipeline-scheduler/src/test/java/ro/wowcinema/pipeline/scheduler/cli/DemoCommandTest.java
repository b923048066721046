package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.db.EmbeddedServer;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;

/** The embedded database, as commands use it one after the other. */
final class DemoCommandTest {
  @TempDir static Path home;

  @AfterEach
  void stopWhatIsLeft() throws InterruptedException {
    EmbeddedServer.stop(home);
  }

  @Test
  void showsReportsLeavesTheDataAndStartsAnewTheNextTime() throws SQLException {
    CliRun demo = demo();
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(Reports.names()).allMatch(name -> demo.out().contains("# " + name + "\n"));
    assertThat(demo.err()).contains("2 of 2 dates succeeded").contains("./pipeline sql");
    assertThat(EmbeddedServer.running(home)).isEmpty();

    CliRun escape =
        CliRun.embedded(
            home,
            "sql",
            "SELECT set_config('role', 'postgres', true),"
                + " query_to_xml('SELECT * FROM pii.user_identity', true, true, '')");
    assertThat(escape.exitCode()).isEqualTo(1);
    assertThat(escape.out()).isEmpty();
    assertThat(escape.err()).contains("permission denied to set role");

    CliRun started = CliRun.embedded(home, "db", "start");
    assertThat(started.out()).startsWith("running: jdbc:postgresql://localhost:");
    String url = CliRun.embedded(home, "db", "url", "--jdbc").out().strip();
    try (Connection client = DriverManager.getConnection(url);
        var rows = client.createStatement().executeQuery("SELECT count(*) FROM mart.as_of")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
    assertThat(timeoutOfAnalystsLogin()).isEqualTo("5min");
    assertThat(CliRun.embedded(home, "sql", "--timeout", "PT2M", "SHOW statement_timeout").out())
        .contains("2min");
    assertThat(CliRun.embedded(home, "db", "info").out())
        .contains("run ledger")
        .contains("Success");

    // With a configured server it is still the embedded one that the demo uses, and empties.
    CliRun again =
        CliRun.with(
            Map.of("PIPELINE_DATABASE_URL", "postgresql://u@localhost:1/w"), home, demoArguments());
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).isEqualTo(demo.out());

    Path landing = home.resolve("mine");
    CliRun.embedded(
        home,
        "simulate",
        "--out",
        landing.toString(),
        "--from",
        "2026-09-26",
        "--days",
        "1",
        "--users",
        "20",
        "--titles",
        "110");
    CliRun mine =
        CliRun.embedded(home, "run", "--landing", landing.toString(), "--date", "2026-09-26");
    assertThat(mine.exitCode()).as(mine.err()).isZero();
    CliRun refused = demo();
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("holds data that is not the demo's");

    assertThat(CliRun.embedded(home, "db", "stop").out()).isEqualTo("stopped\n");
  }

  /** Of whoever connects with it, such as a BI tool. */
  private static String timeoutOfAnalystsLogin() {
    try (EmbeddedServer server = EmbeddedServer.open(home);
        Database analysts = Database.openAsLogin(server.connectionInfoOf(AnalystAccess.ROLE), 1)) {
      return (String) analysts.dsl().fetchValue("SHOW statement_timeout");
    }
  }

  private static CliRun demo() {
    return CliRun.embedded(home, demoArguments());
  }

  private static String[] demoArguments() {
    return new String[] {"demo", "--days", "2", "--users", "40", "--titles", "120"};
  }
}
