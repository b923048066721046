package ro.wowcinema.pipeline.core.db;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The PostgreSQL that comes with the product: real binaries, its data in {@code <home>/postgres},
 * reachable from this machine only and with a password of its own. Commands that run at the same
 * time share one server: the first starts it, the last one out stops it, unless it is to be kept. A
 * server that outlived a killed command is found again.
 *
 * <p>Commits do not wait for the disk ({@code synchronous_commit = off}) but are written in order
 * ({@code fsync = on}): a crash of the machine can take the last half second, never a part of a
 * transaction, and a job's data and the record of its success are in one.
 */
public final class EmbeddedServer implements AutoCloseable {
  /** The database that the product uses. */
  public static final String DATABASE = "warehouse";

  private static final String ADMIN_DATABASE = "postgres";
  private static final String USER = "postgres";
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "off"),
          Map.entry("listen_addresses", "localhost"),
          Map.entry("unix_socket_directories", "''"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("work_mem", "32MB"),
          Map.entry("maintenance_work_mem", "128MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("log_timezone", "UTC"));

  private final ServerFiles files;
  private final int port;
  private final ServerLock use;

  private EmbeddedServer(ServerFiles files, int port, ServerLock use) {
    this.files = requireNonNull(files, "files is null");
    this.port = port;
    this.use = requireNonNull(use, "use is null");
  }

  /**
   * Joins the server of this home, starting it where none runs.
   *
   * @throws DatabaseUnavailableException where it does not start; the message names its log
   */
  public static EmbeddedServer open(Path home) {
    try {
      ServerFiles files = ServerFiles.in(home);
      try (ServerLock starting = ServerLock.exclusive(files.lock())) {
        Optional<Postmaster> running = Postmaster.runningOn(files.data());
        int port = running.isPresent() ? running.get().port() : start(files);
        EmbeddedServer server = new EmbeddedServer(files, port, ServerLock.shared(files.users()));
        server.createDatabase();
        return server;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the embedded database in %s".formatted(home), e);
    }
  }

  /** How to reach the server of this home, if it runs; it is left as it is. */
  public static Optional<ConnectionInfo> running(Path home) {
    try {
      ServerFiles files = new ServerFiles(home);
      Optional<Postmaster> postmaster = Postmaster.runningOn(files.data());
      return postmaster.isPresent()
          ? Optional.of(connectionInfo(files, postmaster.get().port(), DATABASE))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the embedded database in %s".formatted(home), e);
    }
  }

  /**
   * Stops the server of this home, if one runs, ending the sessions of whoever is connected.
   *
   * @return whether one ran
   * @throws DatabaseUnavailableException where another process of the product is using it
   */
  public static boolean stop(Path home) throws InterruptedException {
    ServerFiles files = new ServerFiles(home);
    if (!Files.exists(files.lock())) {
      return false;
    }
    try (ServerLock stopping = ServerLock.exclusive(files.lock())) {
      Optional<Postmaster> postmaster = Postmaster.runningOn(files.data());
      if (postmaster.isEmpty()) {
        return false;
      }
      try (ServerLock alone = alone(files)) {
        Files.deleteIfExists(files.keep());
        endSessions(files, postmaster.get().port());
        stop(files, postmaster.get());
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot stop the embedded database in %s".formatted(home), e);
    }
  }

  private static ServerLock alone(ServerFiles files) throws IOException {
    return ServerLock.tryExclusive(files.users())
        .orElseThrow(
            () ->
                new DatabaseUnavailableException(
                    "Another pipeline command is using the embedded database in %s; wait until it ends, or stop it"
                        .formatted(files.home())));
  }

  /** How to reach the database {@value #DATABASE}. */
  public ConnectionInfo connectionInfo() {
    return connectionInfo(files, port, DATABASE);
  }

  /** Lets the server go on when its last user leaves, until {@link #stop}. */
  public void keepRunning() {
    try {
      Files.writeString(files.keep(), "");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s".formatted(files.keep()), e);
    }
  }

  /** Drops the database {@value #DATABASE} with all it holds, and makes an empty one. */
  public void recreateDatabase() {
    administer("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
    createDatabase();
  }

  /** Leaves the server; stops it if nobody else, no other process and no SQL client, uses it. */
  @Override
  public void close() {
    try (ServerLock stopping = ServerLock.exclusive(files.lock())) {
      use.close();
      Optional<ServerLock> alone = ServerLock.tryExclusive(files.users());
      Optional<Postmaster> postmaster = Postmaster.runningOn(files.data());
      if (alone.isPresent()) {
        try (ServerLock users = alone.get()) {
          if (postmaster.isPresent() && !Files.exists(files.keep()) && !isClientConnected()) {
            stop(files, postmaster.get());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot leave the embedded database in %s".formatted(files.home()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int start(ServerFiles files) throws IOException {
    String password = files.password();
    int port = freePort(files.lastPort());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(files.data())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(files.binaries().toFile())
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
            .setPGStartupWait(START_PATIENCE)
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
    files.rememberPort(port);
    return port;
  }

  private static int freePort(Optional<Integer> wanted) throws IOException {
    if (wanted.isPresent()) {
      try (ServerSocket socket =
          new ServerSocket(wanted.get(), 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken meanwhile: any other does.
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void stop(ServerFiles files, Postmaster postmaster) throws InterruptedException {
    if (!postmaster.stop(STOP_PATIENCE)) {
      throw new DatabaseUnavailableException(
          "The embedded database (process %d) does not stop. Its log is %s"
              .formatted(postmaster.pid(), files.log()));
    }
  }

  private void createDatabase() {
    new ServerCheck(connectionInfo(files, port, ADMIN_DATABASE)).awaitUsable(START_PATIENCE);
    if (!answersTrue(
        "SELECT EXISTS (SELECT FROM pg_database WHERE datname = '" + DATABASE + "')")) {
      administer("CREATE DATABASE " + DATABASE);
    }
  }

  private boolean isClientConnected() {
    return answersTrue(
        "SELECT EXISTS (SELECT FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())");
  }

  private static void endSessions(ServerFiles files, int port) {
    execute(
        connectionInfo(files, port, ADMIN_DATABASE),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
  }

  private void administer(String sql) {
    execute(connectionInfo(files, port, ADMIN_DATABASE), sql);
  }

  private static void execute(ConnectionInfo info, String sql) {
    try (Connection connection = connect(info);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new DatabaseUnavailableException("The embedded database refuses: " + e.getMessage(), e);
    }
  }

  private boolean answersTrue(String sql) {
    try (Connection connection = connect(connectionInfo(files, port, ADMIN_DATABASE));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new DatabaseUnavailableException("The embedded database refuses: " + e.getMessage(), e);
    }
  }

  private static Connection connect(ConnectionInfo info) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", info.user());
    info.password().ifPresent(password -> properties.setProperty("password", password));
    return DriverManager.getConnection(info.url(), properties);
  }

  private static ConnectionInfo connectionInfo(ServerFiles files, int port, String database) {
    try {
      return new ConnectionInfo(
          "jdbc:postgresql://localhost:%d/%s".formatted(port, database),
          USER,
          Optional.of(files.password()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s".formatted(files.passwordFile()), e);
    }
  }
}
