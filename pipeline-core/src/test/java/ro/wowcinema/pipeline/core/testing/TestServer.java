package ro.wowcinema.pipeline.core.testing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/** A throw-away PostgreSQL server, its zone deliberately not UTC. */
interface TestServer extends AutoCloseable {
  String ZONE = "Pacific/Auckland";

  /** How to reach one of its databases as a superuser. */
  ConnectionInfo connectionInfo(String database);

  @Override
  void close();

  /** A container where a Docker engine answers, else real binaries on this machine. */
  static TestServer start() {
    if (DockerEngine.answers() && DockerClientFactory.instance().isDockerAvailable()) {
      try {
        return ContainerServer.start();
      } catch (RuntimeException e) {
        Logger log = LoggerFactory.getLogger(TestServer.class);
        log.warn(
            "Docker answers but {} does not start: using embedded binaries",
            ContainerServer.IMAGE,
            e);
      }
    }
    return BinariesServer.start();
  }
}
