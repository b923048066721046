package ro.wowcinema.pipeline.scheduler.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;

/** privacy export, key rotate, erase and retention, in the order of a typical request. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PrivacyCommandTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir static Path home;

  private static Path landing;

  @BeforeAll
  static void loadADay() {
    landing = home.resolve("landing");
    cli(
        "simulate",
        "--out",
        landing.toString(),
        "--from",
        "2026-10-30",
        "--days",
        "1",
        "--users",
        "40",
        "--titles",
        "60");
    CliRun loaded = cli("run", "--landing", landing.toString(), "--date", "2026-10-30");
    assertThat(loaded.exitCode()).as(loaded.err()).isZero();
  }

  @Test
  @Order(1)
  void keyFileIsReadableByItsOwnerOnly() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("privacy.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  @Order(2)
  void exportHasTheIbanReadableAndIsTheOwnersOnly() throws IOException {
    Path file = home.resolve("user.json");

    CliRun exported = cli("privacy", "export", "--user", "1001", "--out", file.toString());

    assertThat(exported.exitCode()).as(exported.err()).isZero();
    assertThat(file)
        .content()
        .contains("\"format\" : \"wowcinema-user-export/1\"")
        .contains("\"iban\" : \"RO")
        .doesNotContain("v1:");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(cli("privacy", "export", "--user", "1001", "--out", file.toString()).exitCode())
        .isEqualTo(2);
  }

  @Test
  @Order(3)
  void decryptionNeedsAReasonAndIsAudited() {
    String encrypted =
        (String)
            warehouse
                .dsl()
                .fetchValue("select iban from pii.user_identity where iban is not null limit 1");
    assertThat(encrypted).startsWith("v1:");

    CliRun unasked = decrypt(encrypted);
    CliRun decrypted = decrypt("IBAN " + encrypted + " and no other\n", "--reason", "ticket 11");

    assertThat(unasked.exitCode()).isEqualTo(2);
    assertThat(unasked.err()).contains("--reason");
    assertThat(decrypted.exitCode()).as(decrypted.err()).isZero();
    assertThat(decrypted.out()).matches("IBAN RO\\d{2}[A-Z]{4}[0-9A-Z]{16} and no other\\R");
    assertThat(
            warehouse
                .dsl()
                .fetch("select reason from pii.privacy_action where action = 'decrypt'")
                .getValues(0, String.class))
        .containsExactly("ticket 11");
  }

  @Test
  @Order(3)
  void rotatesTheKey() throws IOException {
    String key = Files.readString(home.resolve("privacy.key"));
    String iban = decryptedIban();

    CliRun rotated = cli("privacy", "key", "rotate", "--reason", "yearly");

    assertThat(rotated.exitCode()).as(rotated.err()).isZero();
    assertThat(rotated.err())
        .contains(home.resolve("privacy.key") + " has the new encryption key ")
        .contains("Everything is encrypted with the new key")
        .contains("Removed the old key from " + home.resolve("privacy.key"));
    assertThat(rotated.out()).containsPattern("(?m)^pii\\.user_identity_change: \\d+$");
    assertThat(home.resolve("privacy.key")).content().isNotEqualTo(key);
    assertThat(decryptedIban()).isEqualTo(iban);
    assertThat(
            warehouse
                .dsl()
                .fetch("select outcome from pii.privacy_action where reason = 'yearly' order by 1")
                .getValues(0, String.class))
        .containsExactly("done", "encrypted again; the old key is still in the file");
    assertThat(cli("privacy", "key").exitCode()).isEqualTo(2);
  }

  private static String decryptedIban() {
    CliRun decrypted =
        decrypt(
            (String)
                warehouse
                    .dsl()
                    .fetchValue("select iban from pii.user_identity where user_id = 1002"),
            "--reason",
            "test");
    assertThat(decrypted.out()).startsWith("RO");
    return decrypted.out();
  }

  @Test
  @Order(3)
  void erasureMustBeConfirmed() {
    CliRun refused = cli("privacy", "erase", "--user", "1001");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("cannot be undone");
    assertThat(cli("privacy", "erase", "--yes").exitCode()).isEqualTo(2);
  }

  @Test
  @Order(3)
  void unknownUsersAreRefused() {
    for (String flag : List.of("--yes", "--dry-run")) {
      CliRun refused =
          cli("privacy", "erase", "--user", "999999", flag, "--set", "landing=" + landing);

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("User 999999 is neither in", "the right database.");
    }
    assertThat(warehouse.dsl().fetchValues("select 1 from pii.erased_user")).isEmpty();
  }

  @Test
  @Order(4)
  void dryRunCountsAndChangesNothing() {
    CliRun dry = erase("--dry-run");

    assertThat(dry.out()).contains("pii.user_identity_change: 1\n").contains("landing records: ");
    assertThat(identities()).containsExactly(1L);
  }

  @Test
  @Order(5)
  void erasesTheUser() {
    CliRun erased = erase("--reason", "ticket 12");

    assertThat(erased.exitCode()).as(erased.err()).isZero();
    assertThat(erased.err()).contains("Erased 1 user.");
    assertThat(identities()).isEmpty();
    assertThat(cli("privacy", "export", "--user", "1001").err())
        .contains("No data found for user 1001");
  }

  @Test
  @Order(6)
  void retentionHasNothingToDoYet() {
    CliRun retention =
        cli(
            "privacy",
            "retention",
            "--dry-run",
            "--set",
            "landing=" + landing,
            "--set",
            "retention.deliveries=P20Y",
            "--set",
            "retention.deleted-users=P20Y");

    assertThat(retention.exitCode()).as(retention.err()).isZero();
    assertThat(retention.out()).isEmpty();
  }

  @Test
  @Order(7)
  void anotherKeyIsRefused() throws IOException {
    List<String> keysets = Files.readAllLines(home.resolve("privacy.key"));
    // Changes one character of the hashing key.
    String another =
        keysets.get(1).replaceFirst("(\"value\":\"[^\"]*)[^A\"]([^\"]{20}\")", "$1A$2");
    assertThat(another).isNotEqualTo(keysets.get(1));
    Path other = keyFile("other.key", keysets.get(0) + "\n" + another + "\n");

    Object runs = warehouse.dsl().fetchValue("select count(*) from ops.dag_run");
    String key = "privacy.key-file=" + other;
    String zone = "landing=" + landing;

    for (CliRun refused :
        List.of(
            cli("privacy", "key", "rotate", "--set", key),
            cli("privacy", "export", "--user", "1002", "--set", key),
            cli("privacy", "erase", "--user", "1002", "--yes", "--set", key, "--set", zone),
            cli("privacy", "erase", "--user", "1002", "--dry-run", "--set", key, "--set", zone),
            cli("privacy", "retention", "--dry-run", "--set", key, "--set", zone),
            decrypt("v1:AAAA", "--reason", "ticket 12", "--set", key),
            cli("run", "--date", "2026-01-01", "--set", key, "--set", zone),
            cli("daemon", "--set", key, "--set", zone))) {
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err()).contains("but this database is encrypted with");
    }
    assertThat(warehouse.dsl().fetchValue("select count(*) from ops.dag_run")).isEqualTo(runs);
  }

  /** The format of an earlier version. */
  @Test
  @Order(7)
  void fileWithoutKeysetsIsRefused() throws IOException {
    Path file = keyFile("bytes.key", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=");

    CliRun refused = cli("privacy", "key", "rotate", "--set", "privacy.key-file=" + file);

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            file
                + " is not a privacy key: it must be two lines, Tink's keysets for encryption and for hashing in JSON");
  }

  private static Path keyFile(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static CliRun decrypt(String text, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("privacy", "decrypt"));
    arguments.addAll(List.of(flags));
    return CliRun.piped(
        text,
        Map.of("PIPELINE_DATABASE_URL", warehouse.connectionInfo().toLibpqUri()),
        home,
        arguments.toArray(String[]::new));
  }

  private static CliRun erase(String... flags) {
    List<String> arguments =
        new ArrayList<>(
            List.of("privacy", "erase", "--user", "1001", "--set", "landing=" + landing));
    arguments.addAll(List.of(flags));
    return cli(arguments.toArray(String[]::new));
  }

  private static List<Object> identities() {
    return warehouse
        .dsl()
        .fetchValues("select 1::bigint from pii.user_identity where user_id = 1001")
        .stream()
        .map(value -> (Object) value)
        .toList();
  }

  private static CliRun cli(String... args) {
    return CliRun.on(warehouse.connectionInfo(), home, args);
  }
}
