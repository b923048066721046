package ro.wowcinema.pipeline.jobs.extraction.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.core.files.PrivateFolder;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceTable;

/**
 * A delivery that is being written, in a hidden folder of the landing zone, where no reader looks
 * for one, and from where it can be moved in one step. Closing it leaves nothing behind.
 */
public final class DraftDelivery implements AutoCloseable {
  private static final String FOLDER = ".platform_extraction";

  private final Path folder;
  private final Set<String> files = new LinkedHashSet<>();

  private DraftDelivery(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  /** An empty one; what killed extractions left, which is people's data, goes first. */
  public static DraftDelivery begin(LandingZone landing, LocalDate logicalDate) throws IOException {
    Path drafts = PrivateFolder.create(landing.requireNoLink(landing.root().resolve(FOLDER)));
    for (Path left : content(drafts)) {
      remove(left);
    }
    return new DraftDelivery(Files.createDirectory(drafts.resolve(logicalDate.toString())));
  }

  /** Begins the file of a table. */
  public GzipTextFile create(SourceTable table) throws IOException {
    String name = table.file().fileName() + ".gz";
    files.add(name);
    return GzipTextFile.create(folder.resolve(name));
  }

  /** Names of the tables' files, in the order in which they were begun. */
  public Set<String> files() {
    return files;
  }

  public Path path(String file) {
    return folder.resolve(file);
  }

  /** Writes one more file, which is on the disk on return. */
  public Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    try (OutputStream out =
        DurableFiles.newOutputStream(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(text.getBytes(UTF_8));
    }
    return path;
  }

  /** If another extraction has begun since, there is nothing to remove. */
  @Override
  public void close() throws IOException {
    if (Files.exists(folder)) {
      remove(folder);
    }
  }

  private static void remove(Path draft) throws IOException {
    // If this is a link, the link is deleted, and not its target.
    if (Files.isDirectory(draft, LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : content(draft)) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(draft);
  }

  private static List<Path> content(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.toList();
    }
  }
}
