package ro.wowcinema.pipeline.core.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/**
 * Real PostgreSQL binaries, run by this JVM without fsync in a temporary folder: one in memory
 * where the system has it and it has room, because the tests make and drop tens of thousands of
 * small tables, and each is a few files.
 */
final class BinariesServer implements TestServer {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 3L << 30;

  private final EmbeddedPostgres postgres;

  private BinariesServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static BinariesServer start() {
    try {
      return new BinariesServer(
          EmbeddedPostgres.builder()
              .setDataDirectory(dataFolder())
              .setServerConfig("timezone", ZONE)
              .setPGStartupWait(Duration.ofSeconds(60))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the PostgreSQL of the tests", e);
    }
  }

  private static Path dataFolder() throws IOException {
    boolean hasRoom =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM;
    return hasRoom ? Files.createTempDirectory(MEMORY, "epg") : Files.createTempDirectory("epg");
  }

  @Override
  public ConnectionInfo connectionInfo(String database) {
    String url = "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), database);
    return new ConnectionInfo(url, "postgres", Optional.empty());
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot stop the PostgreSQL of the tests", e);
    }
  }
}
