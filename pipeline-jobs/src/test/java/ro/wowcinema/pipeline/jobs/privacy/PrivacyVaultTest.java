package ro.wowcinema.pipeline.jobs.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class PrivacyVaultTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir private Path folder;

  @BeforeEach
  void forgetTheKey() {
    warehouse.owner().execute("delete from pii.privacy_key");
  }

  @Test
  void makesAKeyForANewDatabaseAndGivesItAgain() throws IOException {
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
  void hasNothingToEncryptInANewDatabase() {
    vault("privacy.key").key(warehouse.dsl());

    assertThat(warehouse.dsl().fetchValue("select texts_sealed_at::text from pii.privacy_key"))
        .isEqualTo("2026-10-05 09:00:00+00");
  }

  @ParameterizedTest
  @CsvSource({
    "platform, users.csv, quarantine, false",
    "platform, sessions.jsonl, field_warning, false",
    "platform, catalog.csv, quarantine, true",
    "imdb, users.csv, field_warning, true"
  })
  void findingsOfPeopleStillHaveToBeEncrypted(
      String source, String file, String findings, boolean isDone) {
    assertThat(
            isDoneAfter(
                "insert into ops.source_file (source, logical_date, file_name, path, sha256, size_bytes, state, lines_read, loaded, rejected, warnings, run_id, loaded_at) values ('%s', '2026-10-01', '%s', 'x', 'x', 1, 'staged', 1, 0, 1, 0, (select max(run_id) from ops.dag_run), now())"
                    .formatted(source, file),
                "insert into ops.%s (source_file_id, line_number, reason_code, detail, raw_line) select source_file_id, 2, 'r', 'd', 'l' from ops.source_file"
                    .formatted(findings)))
        .isEqualTo(isDone);
  }

  @Test
  void identitiesStillHaveToBeEncrypted() {
    assertThat(
            isDoneAfter(
                "insert into pii.user_identity_change (user_id, effective_at, logical_date) values (1, '2026-10-01Z', '2026-10-01')"))
        .isFalse();
  }

  /** In a transaction that leaves nothing behind. */
  private boolean isDoneAfter(String... statements) {
    return warehouse
        .ownersDatabase()
        .transaction(
            dsl -> {
              dsl.execute("savepoint before_test");
              dsl.execute(
                  "insert into ops.dag_run (dag, logical_date, state, created_at) values ('d', '2026-10-01', 'success', now())");
              for (String statement : statements) {
                dsl.execute(statement);
              }
              vault("privacy.key").key(dsl);
              boolean isDone =
                  dsl.fetchValue("select texts_sealed_at from pii.privacy_key") != null;
              dsl.execute("rollback to savepoint before_test");
              return isDone;
            });
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

  @Test
  void refusesWhatIsNoKey() throws IOException {
    Files.writeString(folder.resolve("privacy.key"), "c2hvcnQ=");
    Files.setPosixFilePermissions(
        folder.resolve("privacy.key"), PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(() -> vault("privacy.key").key(warehouse.dsl()))
        .isInstanceOf(PrivacyException.class)
        .hasMessageContaining("32 bytes in Base64");
  }

  private PrivacyVault vault(String file) {
    if (file.equals("other.key")) {
      new KeyFile(folder.resolve(file)).create();
    }
    return new PrivacyVault(
        folder.resolve(file), Clock.fixed(Instant.parse("2026-10-05T09:00:00Z"), ZoneOffset.UTC));
  }
}
