package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class PrivacyVaultTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir private Path folder;

  @BeforeEach
  void forgetTheKey() {
    warehouse.owner().execute("delete from pii.privacy_key");
  }

  @Test
  void createsAKeyForANewDatabaseAndReturnsItAgain() throws IOException {
    PrivacyKey made = vault("home/privacy.key").key(warehouse.dsl());

    assertThat(vault("home/privacy.key").key(warehouse.dsl()).toText()).isEqualTo(made.toText());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("home/privacy.key"))))
        .isEqualTo("rw-------");
    assertThat(warehouse.dsl().fetchValue("select fingerprint from pii.privacy_key"))
        .isEqualTo(made.fingerprint());
  }

  @Test
  void keyIsInTheHomeUnlessAnotherFileIsConfigured() {
    Map<ConfigKey<?>, String> flags = new HashMap<>();
    flags.put(Config.HOME, folder.resolve("home").toString());
    PrivacyKey made = vault("home/privacy.key").key(warehouse.dsl());
    assertThat(configured(flags).toText()).isEqualTo(made.toText());

    flags.put(PrivacyVault.KEY_FILE, folder.resolve("other.key").toString());
    assertThatThrownBy(() -> configured(flags))
        .isInstanceOf(PrivacyKeyException.class)
        .hasMessageContaining(folder.resolve("other.key").toString());
  }

  private static PrivacyKey configured(Map<ConfigKey<?>, String> flags) {
    return PrivacyVault.of(Config.of(flags), Clock.systemUTC()).key(warehouse.dsl());
  }

  @Test
  void refusesADatabaseWhoseKeyIsLost() throws IOException {
    vault("privacy.key").key(warehouse.dsl());
    Files.delete(folder.resolve("privacy.key"));

    assertThatThrownBy(() -> vault("privacy.key").key(warehouse.dsl()))
        .isInstanceOf(PrivacyException.class)
        .hasMessageContaining("is not in " + folder.resolve("privacy.key"));
    assertThat(folder.resolve("privacy.key")).doesNotExist();
  }

  @Test
  void refusesAnotherKey() {
    vault("privacy.key").key(warehouse.dsl());

    assertThatThrownBy(() -> vault("other.key").key(warehouse.dsl()))
        .isInstanceOf(PrivacyException.class)
        .hasMessageContaining("privacy.key-file");
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws IOException {
    vault("privacy.key").key(warehouse.dsl());
    Files.setPosixFilePermissions(
        folder.resolve("privacy.key"), PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> vault("privacy.key").key(warehouse.dsl()))
        .isInstanceOf(PrivacyException.class)
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
        "{}\n{}",
        "ENCRYPTION",
        "HASHING\nENCRYPTION",
        "ENCRYPTION\nENCRYPTION",
        "ENCRYPTION\nHASHING\nHASHING"
      })
  void refusesAFileWithoutKeysets(String content) throws IOException {
    List<String> keysets = PrivacyKey.random().toText().lines().toList();
    write(
        content
            .replace("ENCRYPTION", keysets.get(0))
            .replace("HASHING", keysets.get(1))
            .getBytes(UTF_8));

    refused("is not a privacy key: it must be two lines, Tink's keysets");
  }

  @Test
  void refusesABinaryFile() throws IOException {
    write(new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    refused("is not a privacy key: it must be two lines, Tink's keysets");
  }

  private void write(byte[] content) throws IOException {
    Files.write(folder.resolve("privacy.key"), content);
    Files.setPosixFilePermissions(
        folder.resolve("privacy.key"), PosixFilePermissions.fromString("rw-------"));
  }

  private void refused(String message) {
    assertThatThrownBy(() -> vault("privacy.key").key(warehouse.dsl()))
        .isInstanceOf(PrivacyKeyException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rotationRefusesAnotherKeyAndDoesNotChangeIt() throws IOException {
    vault("privacy.key").key(warehouse.dsl());
    PrivacyVault other = vault("other.key");
    String content = Files.readString(folder.resolve("other.key"));

    assertThatThrownBy(() -> warehouse.database().transaction(other::addEncryptionKey))
        .hasStackTraceContaining("but this database is encrypted with");
    assertThat(folder.resolve("other.key")).hasContent(content);
  }

  @Test
  void rotationRefusesAKeyThatOthersMayRead() throws IOException {
    PrivacyVault vault = vault("privacy.key");
    vault.key(warehouse.dsl());
    String content = Files.readString(folder.resolve("privacy.key"));
    Files.setPosixFilePermissions(
        folder.resolve("privacy.key"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> warehouse.database().transaction(vault::addEncryptionKey))
        .hasStackTraceContaining("chmod 600");
    assertThat(folder.resolve("privacy.key")).hasContent(content);
  }

  /** As with a mounted secret: the target of the link gets the new key. */
  @Test
  void rotationFollowsALink() throws IOException {
    Files.createDirectory(folder.resolve("mounted"));
    new KeyFile(folder.resolve("mounted/privacy.key")).create();
    Files.createSymbolicLink(folder.resolve("privacy.key"), folder.resolve("mounted/privacy.key"));
    vault("privacy.key").key(warehouse.dsl());

    PrivacyKey added = warehouse.database().transaction(vault("privacy.key")::addEncryptionKey);

    assertThat(folder.resolve("privacy.key")).isSymbolicLink();
    assertThat(folder.resolve("mounted/privacy.key")).hasContent(added.toText());
    assertThat(added.encryptionKeys()).hasSize(2);
  }

  private PrivacyVault vault(String file) {
    if (file.equals("other.key")) {
      new KeyFile(folder.resolve(file)).create();
    }
    return new PrivacyVault(
        folder.resolve(file), Clock.fixed(Instant.parse("2026-10-05T09:00:00Z"), ZoneOffset.UTC));
  }
}
