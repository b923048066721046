package ro.wowcinema.pipeline.core.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes of files and folders that a power failure does not undo. */
public final class DurableFiles {
  private DurableFiles() {}

  /** Creates a folder and those above it, where they are missing. */
  public static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    createFolders(parent);
    Files.createDirectories(folder);
    force(parent);
  }

  /**
   * Opens a file for writing; what was written is on the disk once the stream is closed.
   *
   * @param options how to open it, {@link StandardOpenOption#WRITE} among them
   */
  public static OutputStream newOutputStream(Path file, OpenOption... options) throws IOException {
    FileChannel channel = FileChannel.open(file, options);
    return new BufferedOutputStream(Channels.newOutputStream(channel)) {
      @Override
      public void close() throws IOException {
        try (channel) {
          if (channel.isOpen()) {
            flush();
            channel.force(true);
          }
        }
      }
    };
  }

  /**
   * Moves a file, whose bytes are on the disk already, in one step, in place of what is there.
   *
   * @throws java.nio.file.AtomicMoveNotSupportedException where the two are on different file
   *     systems
   */
  public static void move(Path from, Path to) throws IOException {
    Path source = from.toAbsolutePath().getParent();
    Path target = to.toAbsolutePath().getParent();
    createFolders(target);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    force(target);
    if (!target.equals(source)) {
      force(source);
    }
  }

  /** Waits until the disk has what a file holds, or which files a folder holds. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
