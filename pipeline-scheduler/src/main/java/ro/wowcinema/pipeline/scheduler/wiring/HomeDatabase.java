package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.files.OwnerOnlyFile;
import ro.wowcinema.pipeline.core.files.PrivateFolder;

/**
 * Records which server a home used, so that a command without that setting does not answer from, or
 * erase in, an embedded database by mistake.
 *
 * @param home the folder, in which the file {@code database} has the server's address
 */
record HomeDatabase(Path home) {
  HomeDatabase {
    requireNonNull(home, "home is null");
  }

  /** Notes the server that was used last; its address has no login. */
  void remember(ConnectionInfo server) {
    try {
      if (!remembered().equals(Optional.of(server.address()))) {
        write(server.address());
      }
    } catch (IOException e) {
      throw new ConfigException("Cannot record the database in %s: %s".formatted(file(), e));
    }
  }

  /**
   * Makes sure that the home may have an embedded database.
   *
   * @throws ConfigException where it used a server
   */
  void requireEmbedded() {
    try {
      remembered()
          .ifPresent(
              address -> {
                throw new ConfigException(
                    "%s serves the database %s (says %s), but no database is configured: set %s in %s, or %s. To use an embedded database there from now on, delete %3$s"
                        .formatted(
                            home,
                            address,
                            file(),
                            Logins.URL.path(),
                            home.resolve("pipeline.yaml"),
                            Logins.URL.environmentVariable()));
              });
    } catch (IOException e) {
      throw new ConfigException("Cannot read %s: %s".formatted(file(), e));
    }
  }

  private Optional<String> remembered() throws IOException {
    return Files.exists(file()) ? Optional.of(Files.readString(file()).strip()) : Optional.empty();
  }

  /** In one step: a concurrent reader finds either the old or the new address. */
  private void write(String address) throws IOException {
    PrivateFolder.create(home);
    OwnerOnlyFile.write(file(), address + System.lineSeparator());
  }

  private Path file() {
    return home.resolve("database");
  }
}
