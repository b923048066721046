package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Concurrent commands in one home, some of them without the setting of its database. */
final class WhichDatabaseTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;

  private final ConnectionInfo server = warehouse.connectionInfo();
  private Path home;

  @BeforeEach
  void makeLandingZone() throws IOException {
    home = folder.resolve("home");
    Files.createDirectory(folder.resolve("landing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --date 2026-10-01",
        "run --dag maintenance --date 2026-10-01",
        "daemon",
        "demo --days 1",
        "sql SELECT",
        "report --all",
        "recommendations evaluate",
        "dag preview --from 2026-10-01 --to 2026-10-02",
        "db migrate",
        "db info",
        "db start",
        "db url",
        "db url --owner",
        "privacy export --user 7 --out never.json",
        "privacy erase --user 7 --reason test",
        "privacy retention",
        "privacy decrypt --reason test",
        "privacy key rotate"
      })
  void homeThatServesAServerRefusesAnEmbeddedDatabase(String command) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("database"), "postgresql://db.example.com/warehouse\n");

    CliRun refused = CliRun.with(landing(), home, command.split(" "));

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .isEqualTo(
            "error: %s serves the database %s (says %s), but no database is configured: set database.url in %s, or PIPELINE_DATABASE_URL. To use an embedded database there from now on, delete %3$s%n"
                .formatted(
                    home,
                    "postgresql://db.example.com/warehouse",
                    home.resolve("database"),
                    home.resolve("pipeline.yaml")));
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("postgres"));
    }
  }

  @Test
  void whatItRemembersIsNoSecret() throws IOException {
    serve();

    assertThat(Files.readString(home.resolve("database")))
        .isEqualTo(server.address() + System.lineSeparator())
        .doesNotContain(server.password().orElse("@"));
  }

  @Test
  void aServerThatDoesNotAnswerIsNotRemembered() {
    CliRun refused =
        CliRun.with(
            Map.of("PIPELINE_DATABASE_URL", "postgresql://u:s3cret@localhost:1/w"),
            home,
            "db",
            "info");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("database: postgresql://localhost:1/w as u%n".formatted())
        .doesNotContain("s3cret");
    assertThat(home.resolve("database")).doesNotExist();
  }

  @Test
  void anotherServerTakesThePlaceOfTheRemembered() throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("database"), "postgresql://old.example.com/warehouse\n");

    serve();

    assertThat(home.resolve("database")).content().startsWith(server.address());
  }

  @Test
  void whoDeletesTheFileHasChangedHisMind() throws IOException {
    serve();
    Files.delete(home.resolve("database"));

    CliRun url = CliRun.with(landing(), home, "db", "url");

    assertThat(url.exitCode()).isEqualTo(1);
    assertThat(url.err()).contains("The embedded database is not running");
  }

  @Test
  void whatIsLeftOfAnEmbeddedServerCanBeStopped() {
    serve();

    assertThat(CliRun.embedded(home, "db", "stop").out()).isEqualTo("was not running\n");
  }

  @Test
  void homesOwnFileIsEnoughForEveryCommand() throws IOException {
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("pipeline.yaml"),
        """
        database:
          url: %s
          user: %s
          password: '%s'
          analyst-user: %s
          analyst-password: %s
        """
            .formatted(
                server.url(),
                server.user(),
                server.password().orElse(""),
                WarehouseDatabase.ANALYST,
                WarehouseDatabase.ANALYST));

    CliRun migrated = CliRun.embedded(home, "db", "migrate");

    assertThat(migrated.exitCode()).as(migrated.err()).isZero();
    assertThat(migrated.out()).isEqualTo("The schema is up to date.\n");
    assertThat(migrated.err())
        .isEqualTo("database: %s as %s%n".formatted(server.address(), server.user()));
    assertThat(
            CliRun.embedded(home, "sql", "--format", "csv", "SELECT current_database() AS name")
                .out())
        .isEqualTo("name\n" + server.address().replaceFirst(".*/", "") + "\n");
  }

  @Test
  void whatNeedsNoDatabaseNamesNone() {
    serve();

    assertThat(CliRun.embedded(home, "dag", "validate").err()).isEmpty();
    assertThat(CliRun.embedded(home, "sql", "--help").err()).isEmpty();
    assertThat(CliRun.embedded(home, "--version").err()).isEmpty();
  }

  private void serve() {
    CliRun served = CliRun.on(server, home, "db", "info");
    assertThat(served.exitCode()).as(served.err()).isZero();
  }

  private Map<String, String> landing() {
    return Map.of("PIPELINE_LANDING", folder.resolve("landing").toString());
  }
}
