package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ro.wowcinema.pipeline.core.files.OwnerOnlyFile;
import ro.wowcinema.pipeline.core.files.PrivateFolder;

/**
 * The file with the privacy key, in Base64; nobody but its owner may read or change it.
 *
 * @param path the file
 */
record KeyFile(Path path) {
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
      OwnerOnlyFile.createIfAbsent(path, PrivacyKey.random().toText() + "\n");
    } catch (IOException e) {
      throw new PrivacyKeyException("The privacy key %s cannot be made: %s".formatted(path, e), e);
    }
    return read().orElseThrow();
  }

  private void check() throws IOException {
    Optional<String> permissions = OwnerOnlyFile.permissionsOfOthers(path);
    if (permissions.isPresent()) {
      throw new PrivacyKeyException(
          "Others than its owner may read or change the privacy key %s (%s). Run: chmod 600 %s"
              .formatted(path, permissions.get(), path));
    }
  }
}
