package ro.wowcinema.pipeline.core.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A lock between processes, which the operating system takes back from a process that dies. */
final class ServerLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private ServerLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Waits until nobody else holds the lock. */
  static ServerLock exclusive(Path file) throws IOException {
    FileChannel channel = open(file);
    return new ServerLock(channel, channel.lock());
  }

  /** Waits until nobody holds the lock alone. */
  static ServerLock shared(Path file) throws IOException {
    FileChannel channel = open(file);
    return new ServerLock(channel, channel.lock(0, Long.MAX_VALUE, true));
  }

  /** The lock, unless somebody else has it. */
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
