package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import ro.wowcinema.pipeline.core.config.ConfigException;

/**
 * {@code daemon.pid} in the home folder: the process's number, and on the second line the port at
 * which it is operated. A lock beside it keeps a second daemon out of the same home.
 */
final class DaemonFile {
  private final Path file;
  private final Path lockFile;

  private DaemonFile(Path home) {
    requireNonNull(home, "home is null");
    this.file = home.resolve("daemon.pid");
    this.lockFile = home.resolve("daemon.lock");
  }

  static DaemonFile of(Path home) {
    return new DaemonFile(home);
  }

  /** Holds the home until it is closed. */
  FileChannel lock() {
    try {
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        throw new ConfigException(
            "A daemon is running already in %s; stop it, or give this one a home of its own (home)"
                .formatted(file.getParent()));
      }
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + lockFile, e);
    }
  }

  void write(int jmxPort) {
    try {
      Files.writeString(file, "%d%n%d%n".formatted(ProcessHandle.current().pid(), jmxPort));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file, e);
    }
  }

  /** Empty where no daemon runs, or ran until it was killed. */
  OptionalInt jmxPort() {
    try {
      return Files.exists(file)
          ? OptionalInt.of(Integer.parseInt(Files.readAllLines(file).get(1)))
          : OptionalInt.empty();
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
