package ro.wowcinema.pipeline.core.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Files that only their owner may read or change. Each appears with its permissions and all of its
 * content, or not at all, and a power failure does not undo that.
 */
public final class OwnerOnlyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private OwnerOnlyFile() {}

  /** Writes the file, in place of one that is there. */
  public static void write(Path file, String content) throws IOException {
    Path draft = newDraft(file);
    try {
      fill(draft, content);
      DurableFiles.move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Writes the file unless there is one, also where another process creates it at this moment. */
  public static void createIfAbsent(Path file, String content) throws IOException {
    Path draft = newDraft(file);
    try {
      fill(draft, content);
      // A link, unlike a move, never takes the place of a file that is there.
      Files.createLink(file, draft);
      DurableFiles.force(draft.getParent());
    } catch (FileAlreadyExistsException e) {
      // The one that is there counts.
    } finally {
      Files.delete(draft);
    }
  }

  /** The file's permissions, such as {@code rw-r--r--}, where others than its owner have any. */
  public static Optional<String> permissionsOfOthers(Path file) throws IOException {
    if (!isPosix(file)) {
      return Optional.empty();
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return permissions.stream().anyMatch(OF_OTHERS::contains)
        ? Optional.of(PosixFilePermissions.toString(permissions))
        : Optional.empty();
  }

  private static Path newDraft(Path file) throws IOException {
    FileAttribute<?>[] permissions =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Path folder = file.toAbsolutePath().getParent();
    return Files.createTempFile(folder, "." + file.getFileName(), ".tmp", permissions);
  }

  private static void fill(Path draft, String content) throws IOException {
    try (OutputStream out = DurableFiles.newOutputStream(draft, StandardOpenOption.WRITE)) {
      out.write(content.getBytes(UTF_8));
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
