package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import ro.wowcinema.pipeline.core.files.PrivateFolder;

/**
 * The file with the privacy key, in Base64; nobody but its owner may read or change it.
 *
 * @param path the file
 */
record KeyFile(Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  KeyFile {
    requireNonNull(path, "path is null");
  }

  /** The key, if the file is there. */
  Optional<PrivacyKey> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      check();
      return Optional.of(PrivacyKey.ofText(Files.readString(path)));
    } catch (IllegalArgumentException e) {
      throw new PrivacyKeyException(
          "%s is no privacy key: it must be 32 bytes in Base64 (openssl rand -base64 32)"
              .formatted(path),
          e);
    } catch (IOException e) {
      throw new PrivacyKeyException("The privacy key %s cannot be read: %s".formatted(path, e), e);
    }
  }

  /** Makes a key; where another process was quicker, it is that one's. */
  PrivacyKey create() {
    try {
      PrivateFolder.create(path.getParent());
      Path unfinished = Files.createTempFile(path.getParent(), ".privacy", ".key", ownerOnly());
      try {
        Files.writeString(unfinished, PrivacyKey.random().toText() + "\n");
        // A link, unlike a move, never takes the place of a file that is there.
        Files.createLink(path, unfinished);
      } catch (FileAlreadyExistsException e) {
        // The one that is there counts.
      } finally {
        Files.delete(unfinished);
      }
    } catch (IOException e) {
      throw new PrivacyKeyException("The privacy key %s cannot be made: %s".formatted(path, e), e);
    }
    return read().orElseThrow();
  }

  private void check() throws IOException {
    if (!isPosix()) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
      throw new PrivacyKeyException(
          "Others than its owner may read or change the privacy key %s (%s). Run: chmod 600 %s"
              .formatted(path, PosixFilePermissions.toString(permissions), path));
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
