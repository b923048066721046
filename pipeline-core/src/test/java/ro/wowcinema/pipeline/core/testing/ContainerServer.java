package ro.wowcinema.pipeline.core.testing;

import java.util.Optional;
import org.testcontainers.postgresql.PostgreSQLContainer;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/** The oldest PostgreSQL that is supported, in a container. */
final class ContainerServer implements TestServer {
  static final String IMAGE = "postgres:15-alpine";

  private final PostgreSQLContainer container;

  private ContainerServer(PostgreSQLContainer container) {
    this.container = container;
  }

  static ContainerServer start() {
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.withCommand("postgres", "-c", "fsync=off", "-c", "timezone=" + ZONE);
    container.start();
    return new ContainerServer(container);
  }

  @Override
  public ConnectionInfo connectionInfo(String database) {
    String url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                database);
    return new ConnectionInfo(url, container.getUsername(), Optional.of(container.getPassword()));
  }

  @Override
  public void close() {
    container.stop();
  }
}
