package ro.wowcinema.pipeline.core.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server of this machine, as its {@code postmaster.pid} describes it: it may be an
 * orphan that outlived the process which started it.
 *
 * @param pid the server's main process
 * @param port where it listens
 * @see <a href="https://www.postgresql.org/docs/15/storage-file-layout.html">PostgreSQL, Database
 *     File Layout</a>
 */
record Postmaster(long pid, int port) {
  private static final int LINE_OF_PID = 0;
  private static final int LINE_OF_PORT = 3;

  /** The server that runs on a data folder, if one does. */
  static Optional<Postmaster> runningOn(Path dataFolder) throws IOException {
    Path file = dataFolder.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() <= LINE_OF_PORT) {
      return Optional.empty();
    }
    Postmaster postmaster =
        new Postmaster(
            Long.parseLong(lines.get(LINE_OF_PID).strip()),
            Integer.parseInt(lines.get(LINE_OF_PORT).strip()));
    return Optional.of(postmaster).filter(Postmaster::isAlive);
  }

  /** After a restart of the machine the number may be another program's. */
  private boolean isAlive() {
    return process()
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().map(c -> c.contains("postgres")).orElse(true))
        .isPresent();
  }

  /**
   * Asks the server to stop once its clients have disconnected, and waits until it has ended.
   *
   * @return whether it ended in time
   */
  boolean stop(Duration patience) throws InterruptedException {
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      return true;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid);
  }
}
