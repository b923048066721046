package ro.wowcinema.pipeline.core.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/** Real PostgreSQL binaries, run by this JVM in a temporary folder without fsync. */
final class BinariesServer implements TestServer {
  private final EmbeddedPostgres postgres;

  private BinariesServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static BinariesServer start() {
    try {
      return new BinariesServer(
          EmbeddedPostgres.builder()
              .setServerConfig("timezone", ZONE)
              .setPGStartupWait(Duration.ofSeconds(60))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the PostgreSQL of the tests", e);
    }
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
