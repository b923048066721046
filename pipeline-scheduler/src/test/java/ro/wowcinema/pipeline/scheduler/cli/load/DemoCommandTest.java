package ro.wowcinema.pipeline.scheduler.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.embedded.EmbeddedServer;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;
import ro.wowcinema.pipeline.scheduler.cli.report.Reports;

/** The embedded database, as commands use it one after the other. */
final class DemoCommandTest {
  @TempDir static Path home;

  @AfterEach
  void stopWhatIsLeft() throws InterruptedException {
    EmbeddedServer.stop(home);
  }

  @Test
  void showsReportsKeepsTheDataAndStartsFromScratchTheNextTime() throws IOException, SQLException {
    CliRun demo = demo();
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(Reports.names()).allMatch(name -> demo.out().contains("# " + name + "\n"));
    assertThat(demo.err())
        .startsWith("database: embedded in %s%n".formatted(home.resolve("postgres")))
        .contains("2 of 2 dates succeeded")
        .contains("./pipeline sql");
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
    assertUrlIsAnAnalysts();
    assertOwnersUrlIsItsOwners();
    assertThat(CliRun.embedded(home, "sql", "--timeout", "PT2M", "SHOW statement_timeout").out())
        .contains("2min");
    assertThat(CliRun.embedded(home, "db", "info").out())
        .contains("roles and schemas")
        .contains("Success");

    // With a configured server it is still the embedded one that the demo uses, and empties.
    CliRun again =
        CliRun.with(
            Map.of(
                "PIPELINE_DATABASE_URL",
                "postgresql://u@localhost:1/w",
                "PIPELINE_OPENLINEAGE_URL",
                home.resolve("lineage.jsonl").toUri().toString()),
            home,
            demoArguments());
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(Files.readString(home.resolve("lineage.jsonl")).lines())
        .filteredOn(event -> event.contains("\"name\":\"warehouse\",\"facets\""))
        .extracting(event -> event.replaceFirst(".*\"eventType\":\"(\\w+)\".*", "$1"))
        .containsExactly("START", "COMPLETE", "START", "COMPLETE");
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

  /** As psql and BI tools connect with it. */
  private static void assertUrlIsAnAnalysts() throws SQLException {
    String url = CliRun.embedded(home, "db", "url", "--jdbc").out().strip();
    try (Connection client = DriverManager.getConnection(url)) {
      assertThat(value(client, "SELECT session_user")).isEqualTo("wow_analyst");
      assertThat(value(client, "SELECT count(*) FROM mart.as_of")).isEqualTo("1");
      assertThat(value(client, "SHOW statement_timeout")).isEqualTo("5min");
      assertThatThrownBy(() -> value(client, "SELECT count(*) FROM pii.user_identity"))
          .hasMessageContaining("permission denied for schema pii");
      assertThatThrownBy(() -> value(client, "CREATE TEMPORARY TABLE mine AS SELECT 1"))
          .hasMessageContaining("read-only transaction");
    }
    CliRun forPsql = CliRun.embedded(home, "db", "url");
    assertThat(forPsql.out()).startsWith("postgresql://wow_analyst:");
    assertThat(forPsql.err()).isEmpty();
  }

  private static void assertOwnersUrlIsItsOwners() throws SQLException {
    String url = CliRun.embedded(home, "db", "url", "--owner", "--jdbc").out().strip();
    try (Connection client = DriverManager.getConnection(url)) {
      assertThat(value(client, "SELECT count(*) > 0 FROM pii.user_identity")).isEqualTo("t");
    }
    assertThat(CliRun.embedded(home, "db", "url", "--owner").out())
        .startsWith("postgresql://postgres:");
  }

  private static String value(Connection client, String query) throws SQLException {
    try (Statement statement = client.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static CliRun demo() {
    return CliRun.embedded(home, demoArguments());
  }

  private static String[] demoArguments() {
    return new String[] {"demo", "--days", "2", "--users", "40", "--titles", "120"};
  }
}
