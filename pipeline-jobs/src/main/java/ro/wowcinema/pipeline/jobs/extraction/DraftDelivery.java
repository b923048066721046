package ro.wowcinema.pipeline.jobs.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.config.PrivateFolder;
import ro.wowcinema.pipeline.core.load.LandingZone;

/**
 * A delivery that is being written, in a hidden folder of the landing zone: nobody looks for one
 * there, and from there it can be moved in one step. Closing it leaves nothing behind.
 */
final class DraftDelivery implements AutoCloseable {
  private static final String FOLDER = ".platform_extraction";

  private final Path folder;
  private final Set<String> files = new LinkedHashSet<>();

  private DraftDelivery(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  /** An empty one; what a killed extraction of the date left goes first. */
  static DraftDelivery begin(LandingZone landing, LocalDate logicalDate) throws IOException {
    Path folder = PrivateFolder.create(landing.root().resolve(FOLDER));
    DraftDelivery draft = new DraftDelivery(folder.resolve(logicalDate.toString()));
    draft.remove();
    Files.createDirectory(draft.folder);
    return draft;
  }

  /** Begins the file of a table. */
  PackedFile create(SourceTable table) throws IOException {
    String name = table.file().fileName() + ".gz";
    files.add(name);
    return PackedFile.create(folder.resolve(name));
  }

  /** Names of the tables' files, in the order in which they were begun. */
  Set<String> files() {
    return files;
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  /** Writes one more file, which is on the disk on return. */
  Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return path;
  }

  @Override
  public void close() throws IOException {
    remove();
  }

  private void remove() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> left = Files.list(folder)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
