package ro.wowcinema.pipeline.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders that only their owner may look into. */
public final class PrivateFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /** Creates the folder if it does not exist. An existing folder keeps its permissions. */
  public static Path create(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      restrict(folder);
    }
    return folder;
  }

  /** Removes every permission except the owner's. */
  public static void restrict(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }
  }
}
