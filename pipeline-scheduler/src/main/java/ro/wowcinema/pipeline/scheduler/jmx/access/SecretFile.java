package ro.wowcinema.pipeline.scheduler.jmx.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ro.wowcinema.pipeline.core.files.OwnerOnlyFile;

/** A file with passwords. */
final class SecretFile {
  private SecretFile() {}

  /** Refuses a file that others may read, or that is not there. */
  static void check(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new JmxSetupException("There is no file %s that can be read".formatted(file));
    }
    Optional<String> permissions = OwnerOnlyFile.permissionsOfOthers(file);
    if (permissions.isPresent()) {
      throw new JmxSetupException(
          "Others than its owner may read or change %s (%s). Run: chmod 600 %s"
              .formatted(file, permissions.get(), file));
    }
  }
}
