package ro.wowcinema.pipeline.core.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.files.OwnerOnlyFile;
import ro.wowcinema.pipeline.core.files.PrivateFolder;

/**
 * Files of the embedded server below {@code PIPELINE_HOME}; only its owner may read them.
 *
 * @param home the folder
 */
record ServerFiles(Path home) {
  private static final int PASSWORD_BYTES = 24;

  /** Creates the folder if it does not exist. */
  static ServerFiles in(Path home) throws IOException {
    return new ServerFiles(PrivateFolder.create(home));
  }

  Path data() {
    return home.resolve("postgres");
  }

  Path log() {
    return home.resolve("postgres.log");
  }

  Path binaries() {
    return home.resolve("postgres-binaries");
  }

  /** Held while a server is started or stopped. */
  Path lock() {
    return home.resolve("postgres.lock");
  }

  /** Shared by all processes that use the server. */
  Path users() {
    return home.resolve("postgres.users");
  }

  /** While this file exists, the server keeps running after its last user has left. */
  Path keep() {
    return home.resolve("postgres.keep");
  }

  Path passwordFile() {
    return home.resolve("postgres.password");
  }

  /** The superuser's password, made at the first call. */
  String password() throws IOException {
    if (!Files.exists(passwordFile()) && Files.exists(data().resolve("PG_VERSION"))) {
      throw new DatabaseUnavailableException(
          "The password of the embedded database is missing: %s does not exist. Restore it, or remove %s to start with an empty database"
              .formatted(passwordFile(), home));
    }
    return secret(passwordFile());
  }

  /** The analysts' password, made at the first call. */
  String analystPassword() throws IOException {
    return secret(home.resolve("postgres.analyst-password"));
  }

  private static String secret(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      OwnerOnlyFile.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return Files.readString(file).strip();
  }

  /** Removes all other users' permissions on the folder, if it exists. */
  void keepPrivate(Path folder) throws IOException {
    if (Files.exists(folder)) {
      PrivateFolder.restrict(folder);
    }
  }

  /** The port of last time, so that a tool's saved connection keeps working. */
  Optional<Integer> lastPort() throws IOException {
    Path file = portFile();
    return Files.exists(file)
        ? Optional.of(Integer.parseInt(Files.readString(file).strip()))
        : Optional.empty();
  }

  void rememberPort(int port) throws IOException {
    Files.writeString(portFile(), Integer.toString(port));
  }

  private Path portFile() {
    return home.resolve("postgres.port");
  }
}
