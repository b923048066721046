package ro.wowcinema.pipeline.core.db.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;

/** A lock between processes, which the operating system takes back from a process that dies. */
final class ServerLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Path LINUX_LOCKS = Path.of("/proc/locks");

  private final FileChannel channel;
  private final FileLock lock;

  private ServerLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits until no other process holds the lock.
   *
   * @throws DatabaseUnavailableException after some minutes; the message names that process
   */
  static ServerLock exclusive(Path file) throws IOException {
    return await(file, false, PATIENCE);
  }

  /** The same until no process holds the lock alone. */
  static ServerLock shared(Path file) throws IOException {
    return await(file, true, PATIENCE);
  }

  static ServerLock await(Path file, boolean isShared, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    FileChannel channel = open(file);
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, isShared);
      while (lock == null) {
        if (System.nanoTime() > end) {
          throw new DatabaseUnavailableException(
              "%s has held %s for longer than %d s; wait until it ends, or end it, and run this again"
                  .formatted(holder(file), file, patience.toSeconds()));
        }
        LockSupport.parkNanos(POLL.toNanos());
        lock = channel.tryLock(0, Long.MAX_VALUE, isShared);
      }
      return new ServerLock(channel, lock);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** As Linux knows it: {@code 1: POSIX ADVISORY WRITE 4711 fe:01:1234 0 EOF}. */
  private static String holder(Path file) throws IOException {
    if (!Files.isReadable(LINUX_LOCKS)) {
      return "Another process";
    }
    String inode = ":" + Files.getAttribute(file, "unix:ino");
    return Files.readAllLines(LINUX_LOCKS).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > 5 && fields[5].endsWith(inode))
        .map(fields -> "Process " + fields[4])
        .findFirst()
        .orElse("Another process");
  }

  /** The lock, unless another process has it. */
  static Optional<ServerLock> tryExclusive(Path file) throws IOException {
    FileChannel channel = open(file);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new ServerLock(channel, lock));
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
