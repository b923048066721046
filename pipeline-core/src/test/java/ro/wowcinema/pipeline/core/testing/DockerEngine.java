package ro.wowcinema.pipeline.core.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether something listens where Docker's clients look; asked first, as Testcontainers logs an
 * error.
 */
final class DockerEngine {
  private static final int DEFAULT_PORT = 2375;

  private DockerEngine() {}

  static boolean answers() {
    return address(Optional.ofNullable(System.getenv("DOCKER_HOST")))
        .map(DockerEngine::connects)
        .orElse(false);
  }

  private static Optional<SocketAddress> address(Optional<String> dockerHost) {
    URI host =
        URI.create(
            dockerHost.filter(value -> !value.isBlank()).orElse("unix:///var/run/docker.sock"));
    if ("unix".equals(host.getScheme())) {
      Path socket = Path.of(host.getPath());
      return Files.exists(socket)
          ? Optional.of(UnixDomainSocketAddress.of(socket))
          : Optional.empty();
    }
    int port = host.getPort() < 0 ? DEFAULT_PORT : host.getPort();
    return Optional.ofNullable(host.getHost()).map(name -> new InetSocketAddress(name, port));
  }

  private static boolean connects(SocketAddress address) {
    try (SocketChannel channel = SocketChannel.open(address)) {
      return channel.isConnected();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
