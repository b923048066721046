package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ro.wowcinema.pipeline.core.files.OwnerOnlyFile;
import ro.wowcinema.pipeline.core.files.PrivateFolder;

/**
 * The file with the privacy key; only its owner may read or change it.
 *
 * @param path the file
 */
record KeyFile(Path path) {
  KeyFile {
    requireNonNull(path, "path is null");
  }

  /** The key, if the file exists. */
  Optional<PrivacyKey> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      check();
      return Optional.of(PrivacyKey.ofText(Files.readString(path)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new PrivacyKeyException(
          "%s is not a privacy key: it must be two lines, Tink's keysets for encryption and for hashing in JSON, as the first load creates them; restore it from its backup, or set privacy.key-file"
              .formatted(path),
          e);
    } catch (IOException e) {
      throw new PrivacyKeyException("The privacy key %s cannot be read: %s".formatted(path, e), e);
    }
  }

  /** Creates a key; if another process was faster, uses the key of that process. */
  PrivacyKey create() {
    try {
      PrivateFolder.create(path.getParent());
      OwnerOnlyFile.createIfAbsent(path, PrivacyKey.random().toText());
    } catch (IOException e) {
      throw new PrivacyKeyException(
          "The privacy key %s cannot be created: %s".formatted(path, e), e);
    }
    return read().orElseThrow();
  }

  /** Replaces the key atomically; a link stays a link. */
  void replace(PrivacyKey key) {
    try {
      OwnerOnlyFile.write(path.toRealPath(), key.toText());
    } catch (IOException e) {
      throw new PrivacyKeyException(
          "The privacy key %s cannot be written: %s".formatted(path, e), e);
    }
  }

  private void check() throws IOException {
    Optional<String> permissions = OwnerOnlyFile.permissionsOfOthers(path);
    if (permissions.isPresent()) {
      throw new PrivacyKeyException(
          "The privacy key %s is accessible to other users (%s). Run: chmod 600 %s"
              .formatted(path, permissions.get(), path));
    }
  }
}
