package ro.wowcinema.pipeline.scheduler.jmx.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files with secrets: nobody but their owner may read or change them. */
final class OwnerOnlyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private OwnerOnlyFile() {}

  /** Appears with its permissions and all of its content, or not at all. */
  static void create(Path file, String content) throws IOException {
    FileAttribute<?>[] permissions =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Path unfinished =
        Files.createTempFile(
            file.toAbsolutePath().getParent(), file.getFileName().toString(), ".tmp", permissions);
    Files.writeString(unfinished, content);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Refuses a file that others may read, or that is not there. */
  static void check(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new JmxSetupException("There is no file %s that can be read".formatted(file));
    }
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
      throw new JmxSetupException(
          "Others than its owner may read or change %s (%s). Run: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(permissions), file));
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
