package ro.wowcinema.pipeline.scheduler.testing;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.db.embedded.EmbeddedServer;

/** A PostgreSQL server that is stopped while it is used, and comes back at the same port. */
public final class RestartableServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private EmbeddedServer server;

  private RestartableServer(Path home) {
    this.home = home;
  }

  /** How a server stops. */
  public enum Mode {
    /** It ends every session, then itself. */
    FAST("INT"),
    /** It drops everything, and recovers when it is started again. */
    IMMEDIATE("QUIT");

    private final String signal;

    Mode(String signal) {
      this.signal = signal;
    }
  }

  public static RestartableServer start(Path home) {
    RestartableServer started = new RestartableServer(home);
    started.start();
    return started;
  }

  public ConnectionInfo connectionInfo() {
    return server.connectionInfo();
  }

  /** Returns when it has stopped. */
  public void stop(Mode mode) throws Exception {
    Path file = home.resolve("postgres").resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    new ProcessBuilder("kill", "-" + mode.signal, Long.toString(pid)).start().waitFor();
    postmaster.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    // A process has the server once only.
    server.close();
    server = null;
  }

  /** Its sessions hold on to the shared memory for a moment, and no new server starts till then. */
  public void start() {
    await()
        .atMost(PATIENCE)
        .ignoreException(DatabaseUnavailableException.class)
        .until(
            () -> {
              server = EmbeddedServer.open(home);
              return true;
            });
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
