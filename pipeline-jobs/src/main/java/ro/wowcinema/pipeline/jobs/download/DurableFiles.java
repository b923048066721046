package ro.wowcinema.pipeline.jobs.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes of folders that a power failure does not take back. */
final class DurableFiles {
  private DurableFiles() {}

  /** Makes a folder and those above it, where they are missing. */
  static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    createFolders(parent);
    Files.createDirectories(folder);
    force(parent);
  }

  /**
   * Moves a file, whose bytes are on disk already, in one step, in place of what is there.
   *
   * @throws java.nio.file.AtomicMoveNotSupportedException where the two are on different file
   *     systems
   */
  static void move(Path from, Path to) throws IOException {
    createFolders(to.getParent());
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    force(to.getParent());
    force(from.getParent());
  }

  /** Writes what the file or folder has to disk. */
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
