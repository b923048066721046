package ro.wowcinema.pipeline.core.db.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;

/** Starts the embedded server's process. */
final class ServerLauncher {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("listen_addresses", "localhost"),
          Map.entry("unix_socket_directories", "''"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("work_mem", "32MB"),
          Map.entry("maintenance_work_mem", "128MB"),
          Map.entry("max_wal_size", "2GB"),
          // Contexts and details quote rows, which may be people's data.
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("log_timezone", "UTC"));

  private ServerLauncher() {}

  /**
   * Starts a server on the files' data folder, and creates the cluster if it does not exist.
   *
   * @return the port where it listens
   */
  static int on(ServerFiles files) throws IOException {
    String password = files.password();
    int port = freePort(files.lastPort());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(files.data())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(files.binaries().toFile())
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
            .setPGStartupWait(PATIENCE)
            .setPort(port)
            .setConnectConfig("password", password)
            // Options of initdb, which this builder knows only as those of the locale; they beat
            // its "-A trust".
            .setLocaleConfig("auth", "scram-sha-256")
            .setLocaleConfig("pwfile", files.passwordFile().toString())
            .setLocaleConfig("locale", "C.UTF-8");
    SETTINGS.forEach(builder::setServerConfig);
    try {
      builder.start();
    } catch (IOException | IllegalStateException e) {
      throw new DatabaseUnavailableException(
          "The embedded database does not start (%s). Its log is %s"
              .formatted(e.getMessage(), files.log()),
          e);
    }
    // The library's own lock lasts as long as this process, longer than its server may; ServerLock
    // is in its place.
    Files.deleteIfExists(files.data().resolve("epg-lock"));
    // It creates the folder writable for everyone: any user could then place a program in it.
    files.keepPrivate(files.binaries());
    files.rememberPort(port);
    return port;
  }

  private static int freePort(Optional<Integer> wanted) throws IOException {
    if (wanted.isPresent()) {
      try (ServerSocket socket =
          new ServerSocket(wanted.get(), 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Another process has taken the port since: use any free port.
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
