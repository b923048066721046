package ro.wowcinema.pipeline.core.db.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;

/**
 * The PostgreSQL that comes with the product: real binaries, with data in {@code <home>/postgres},
 * reachable from this machine only and with a password of its own. Commands that run at the same
 * time share one server: the first starts it, the last one stops it, unless it is configured to
 * keep running. A server that outlived a killed command is found again.
 */
public final class EmbeddedServer implements AutoCloseable {
  /** The database that the product uses. */
  public static final String DATABASE = "warehouse";

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
  private static final Duration LEAVING_PATIENCE = Duration.ofSeconds(2);
  private static final Duration LEAVING_POLL = Duration.ofMillis(20);
  private final ServerFiles files;
  private final ServerAdmin admin;
  private final ServerLock use;

  private EmbeddedServer(ServerFiles files, int port, ServerLock use) {
    this.files = requireNonNull(files, "files is null");
    this.admin = new ServerAdmin(files, port);
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
        int port = running.isPresent() ? running.get().port() : ServerLauncher.on(files);
        EmbeddedServer server = new EmbeddedServer(files, port, ServerLock.shared(files.users()));
        server.admin.createDatabase();
        return server;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the embedded database in %s".formatted(home), e);
    }
  }

  /** How its owner reaches the server of this home, if it runs; it is left as it is. */
  public static Optional<ConnectionInfo> running(Path home) {
    return adminOfRunning(home).map(admin -> admin.connectionInfo(DATABASE));
  }

  /** How a role that migrations made, and that may only read, reaches it, if it runs. */
  public static Optional<ConnectionInfo> runningAs(String role, Path home) {
    return adminOfRunning(home).map(admin -> ensureLogin(role, new ServerFiles(home), admin));
  }

  private static Optional<ServerAdmin> adminOfRunning(Path home) {
    try {
      ServerFiles files = new ServerFiles(home);
      return Postmaster.runningOn(files.data())
          .map(postmaster -> new ServerAdmin(files, postmaster.port()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the embedded database in %s".formatted(home), e);
    }
  }

  /**
   * Stops the server of this home, if one runs, and ends the sessions of all its clients.
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
      try (ServerLock alone = lockExclusively(files)) {
        Files.deleteIfExists(files.keep());
        new ServerAdmin(files, postmaster.get().port()).endSessions();
        stop(files, postmaster.get());
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot stop the embedded database in %s".formatted(home), e);
    }
  }

  private static ServerLock lockExclusively(ServerFiles files) throws IOException {
    return ServerLock.tryExclusive(files.users())
        .orElseThrow(
            () ->
                new DatabaseUnavailableException(
                    "Another pipeline command is using the embedded database in %s; wait until it ends, or stop it"
                        .formatted(files.home())));
  }

  /** How to reach the database {@value #DATABASE}. */
  public ConnectionInfo connectionInfo() {
    return admin.connectionInfo(DATABASE);
  }

  /** How a role that migrations made, and that may only read, reaches the database. */
  public ConnectionInfo connectionInfoOf(String role) {
    return ensureLogin(role, files, admin);
  }

  private static ConnectionInfo ensureLogin(String role, ServerFiles files, ServerAdmin admin) {
    // One process at a time: PostgreSQL refuses concurrent changes of the same role.
    try (ServerLock altering = ServerLock.exclusive(files.lock())) {
      return admin.ensureLogin(role);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot create the login %s in the embedded database".formatted(role), e);
    }
  }

  /** Keeps the server running after its last user has left, until {@link #stop}. */
  public void keepRunning() {
    try {
      Files.writeString(files.keep(), "");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s".formatted(files.keep()), e);
    }
  }

  /** Drops the database {@value #DATABASE} with all it holds, and makes an empty one. */
  public void recreateDatabase() {
    admin.dropDatabase();
    admin.createDatabase();
  }

  /** Leaves the server; stops it if no other process and no SQL client uses it. */
  @Override
  public void close() {
    try (ServerLock stopping = ServerLock.exclusive(files.lock())) {
      use.close();
      Optional<ServerLock> alone = ServerLock.tryExclusive(files.users());
      Optional<Postmaster> postmaster = Postmaster.runningOn(files.data());
      if (alone.isPresent()) {
        try (ServerLock users = alone.get()) {
          if (postmaster.isPresent() && !Files.exists(files.keep()) && hasNoUsers()) {
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

  /** The server ends a session a moment after its client has closed it, this process's own too. */
  private boolean hasNoUsers() throws InterruptedException {
    long patience = System.nanoTime() + LEAVING_PATIENCE.toNanos();
    while (admin.isClientConnected()) {
      if (System.nanoTime() > patience) {
        return false;
      }
      Thread.sleep(LEAVING_POLL.toMillis());
    }
    return true;
  }

  private static void stop(ServerFiles files, Postmaster postmaster) throws InterruptedException {
    if (!postmaster.stop(STOP_PATIENCE)) {
      throw new DatabaseUnavailableException(
          "The embedded database (process %d) does not stop. Its log is %s"
              .formatted(postmaster.pid(), files.log()));
    }
  }
}
