package ro.wowcinema.pipeline.core.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;

final class EmbeddedServerTest {
  /** One for all tests: making a new cluster takes seconds. */
  @TempDir static Path home;

  @AfterEach
  void stopWhatIsLeft() throws InterruptedException {
    EmbeddedServer.stop(home);
  }

  @Test
  void keepsItsDataAndItsPortFromOneStartToTheNext() throws InterruptedException {
    ConnectionInfo first;
    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      first = server.connectionInfo();
      execute(first, "DROP TABLE IF EXISTS film; CREATE TABLE film AS SELECT 42 AS id");
    }
    assertThat(EmbeddedServer.running(home)).isEmpty();

    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      assertThat(server.connectionInfo()).isEqualTo(first);
      assertThat(value(first, "SELECT id FROM film")).isEqualTo("42");
    }
  }

  @Test
  void writesToDiskListensLocallyAndAsksForAPassword() throws IOException {
    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      ConnectionInfo info = server.connectionInfo();

      assertThat(value(info, "SHOW fsync")).isEqualTo("on");
      assertThat(value(info, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(value(info, "SHOW listen_addresses")).isEqualTo("localhost");
      assertThatThrownBy(
              () -> DriverManager.getConnection(info.url(), info.user(), "wrong").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile())))
          .isEqualTo("rw-------");
      assertThat(info.toString()).doesNotContain(info.password().orElseThrow());
    }
  }

  @Test
  void isSharedAndStoppedByTheLastWhoLeaves() throws Exception {
    Process other = startUser();
    String url = firstLine(other);

    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      assertThat(server.connectionInfo().url()).isEqualTo(url);
      other.getOutputStream().close();
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();

      assertThat(value(server.connectionInfo(), "SELECT 1")).isEqualTo("1");
    }
    assertThat(EmbeddedServer.running(home)).isEmpty();
  }

  @Test
  void isNotStoppedWhileAnotherProcessUsesIt() throws Exception {
    Process other = startUser();
    firstLine(other);

    assertThatThrownBy(() -> EmbeddedServer.stop(home))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("Another pipeline command is using the embedded database");

    other.getOutputStream().close();
    assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(EmbeddedServer.running(home)).isEmpty();
  }

  @Test
  void isFoundAgainAfterItsProcessWasKilled() throws Exception {
    Process other = startUser();
    String url = firstLine(other);
    execute(
        EmbeddedServer.running(home).orElseThrow(),
        "DROP TABLE IF EXISTS film; CREATE TABLE film AS SELECT 7 AS id");

    other.destroyForcibly().waitFor();

    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      assertThat(server.connectionInfo().url()).isEqualTo(url);
      assertThat(value(server.connectionInfo(), "SELECT id FROM film")).isEqualTo("7");
    }
    assertThat(EmbeddedServer.running(home)).isEmpty();
  }

  @Test
  void recoversAfterTheServerItselfWasKilled() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      execute(
          server.connectionInfo(),
          "DROP TABLE IF EXISTS film; CREATE TABLE film AS SELECT 7 AS id");
      ProcessHandle postmaster =
          ProcessHandle.of(Postmaster.runningOn(home.resolve("postgres")).orElseThrow().pid())
              .orElseThrow();
      postmaster.destroyForcibly();
      postmaster.onExit().get(30, TimeUnit.SECONDS);
    }

    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      assertThat(value(server.connectionInfo(), "SELECT id FROM film")).isEqualTo("7");
    }
  }

  @Test
  void goesOnWhenItIsToBeKeptUntilItIsStopped() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      server.keepRunning();
    }

    Optional<ConnectionInfo> kept = EmbeddedServer.running(home);
    assertThat(kept).isPresent();
    try (Connection client = connect(kept.get())) {
      assertThat(client.isValid(5)).isTrue();
      assertThat(EmbeddedServer.stop(home)).isTrue();
      assertThat(client.isValid(5)).isFalse();
    }
    assertThat(EmbeddedServer.running(home)).isEmpty();
    assertThat(EmbeddedServer.stop(home)).isFalse();
  }

  @Test
  void goesOnWhileAnSqlClientIsConnected() throws Exception {
    try (Connection client = connectThroughOneUse()) {
      assertThat(client.isValid(5)).isTrue();
    }
    assertThat(EmbeddedServer.running(home)).isPresent();
  }

  @Test
  void explainsWhatToDoWhenThePasswordIsMissing() throws IOException {
    EmbeddedServer.open(home).close();
    Path elsewhere = Files.move(passwordFile(), home.resolve("elsewhere"));

    assertThatThrownBy(() -> EmbeddedServer.open(home))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining(passwordFile().toString())
        .hasMessageContaining("remove");

    Files.move(elsewhere, passwordFile());
  }

  private Connection connectThroughOneUse() throws SQLException {
    try (EmbeddedServer server = EmbeddedServer.open(home)) {
      return connect(server.connectionInfo());
    }
  }

  private Path passwordFile() {
    return home.resolve("postgres.password");
  }

  private Process startUser() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedServerUser.class.getName(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    assertThat(line).isNotNull();
    return line;
  }

  private static void execute(ConnectionInfo info, String sql) {
    try (Database database = Database.open(info, 1)) {
      database.dsl().execute(sql);
    }
  }

  private static String value(ConnectionInfo info, String sql) {
    try (Database database = Database.open(info, 1)) {
      return String.valueOf(database.dsl().fetchValue(sql));
    }
  }

  private static Connection connect(ConnectionInfo info) throws SQLException {
    return DriverManager.getConnection(info.url(), info.user(), info.password().orElseThrow());
  }
}
