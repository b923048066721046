package ro.wowcinema.pipeline.jobs.privacy.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.access.UserExport;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyException;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKeyException;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class KeyRotationTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir static Path home;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-05T09:00:00Z"), ZoneOffset.UTC);
  private static final Path KEY_FILE_NAME = Path.of("privacy.key");

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.ofFacts(warehouse)
          .withVault(new PrivacyVault(home.resolve(KEY_FILE_NAME), CLOCK));

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final Request REQUEST = new Request("dpo", Optional.of("ticket 1"));
  private static final String IBAN = "RO49AAAA1B31007593840000";
  private static final String USERS =
      """
      user_id | first_name | last_name                      | email           | birth_date | iban                     | region_code | plan_id | subscription_start_date | updated_at
      7       | Ana        | Pop                            | ana@wow.example | 1990-02-03 | RO49AAAA1B31007593840000 | 12          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
      8       | Ion        | Rus RO49AAAA1B31007593840000   | ion@wow.example | 1990-02-04 | not-an-account-number    | 12          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
      x       | Eva        | Dan                            | eva@wow.example |            | RO49AAAA1B31007593840000 | 12          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
      9       | Eva        | Dan                            | eva@wow.example | 1990-13-03 | RO49AAAA1B31007593840000 | 12          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
      """;
  private static final String SESSIONS =
      """
      log_id                   | user_id | title_id  | session_start        | session_end          | rating | emitted_at
      RO49AAAA1B31007593840000 | 7       | tt0000001 | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 8      | 2026-09-28T19:00:01Z
      log-8                    | 8       | tt0000001 | 2026-09-28T18:00:00Z | 2026-09-28T19:30:00Z | 6      | 2026-09-28T19:30:01Z
      """;

  private Path keyFile;
  private PrivacyVault vault;

  @BeforeEach
  void load() throws IOException {
    keyFile = home.resolve(KEY_FILE_NAME);
    Files.deleteIfExists(keyFile);
    vault = new PrivacyVault(keyFile, CLOCK);
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD\n");
    loads.on(MONDAY).users(USERS);
    loads.on(MONDAY).sessions(SESSIONS);
    loads.run(MONDAY);
    warehouse
        .dsl()
        .execute(
            """
            insert into ops.check_result (task_run_id, attempt, target, check_name, kind, outcome, checked_rows, offending_rows, detail, samples, checked_at)
            select task_run_id, 1, 'warehouse.fact_watch_session', 'test', 'test', 'passed', 1, 0, 'test',
              (select jsonb_agg(jsonb_build_object('session_id', session_id)) from warehouse.fact_watch_session), now()
            from ops.task_attempt limit 1
            """);
    warehouse
        .dsl()
        .execute(
            "update ops.source_file set unknown_columns = array['a \"b\", c', {0}] where file_name = 'users.csv'",
            DSL.val("of " + encryption().encrypt("an account") + " \\"));
    loads.on(TUESDAY).users(USERS);
    loads.runOnly(TUESDAY, "stage_users");
  }

  @Test
  void everyTextIsReadableByTheNewKeyOnly() throws IOException {
    List<String> before = plainRows();
    Encryption old = encryption();
    String oldKey = vault.key(warehouse.dsl()).encryptionKey();
    List<String> sentences = new ArrayList<>();

    Counts counts = rotation().rotate(REQUEST, sentences::add);

    assertThat(plainRows()).isEqualTo(before);
    assertThat(encryptedRows()).isNotEmpty().allMatch(row -> old.decryptWithin(row).equals(row));
    assertThat(counts.byPlace())
        .containsKeys(
            "staging.users",
            "cleansed.session_record",
            "pii.user_identity_change",
            "ops.quarantine",
            "ops.field_warning",
            "ops.check_result",
            "ops.source_file")
        .containsEntry("cleansed.watch_session", 1L);
    assertThat(counts.byPlace().keySet())
        .anyMatch(table -> table.startsWith("warehouse_part.fact_watch_session_"));
    assertThat(warehouse.dsl().fetchValue("select encryption_key from pii.privacy_key"))
        .isEqualTo(vault.key(warehouse.dsl()).encryptionKey())
        .isNotEqualTo(oldKey);
    assertThat(Files.readString(keyFile)).doesNotContain(number(oldKey));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
        .isEqualTo("rw-------");
    try (var files = Files.list(home)) {
      assertThat(files.map(Path::getFileName)).containsExactly(KEY_FILE_NAME);
    }
    assertThat(loads.rows("select action, requested_by, reason, outcome from pii.privacy_action"))
        .containsExactly(
            "rotate | dpo | ticket 1 | encrypted again; the old key is still in the file",
            "rotate | dpo | ticket 1 | done");
    assertThat(sentences)
        .contains("pii.user_identity_change: encrypted 3 rows again")
        .last()
        .asString()
        .contains("Removed the old key", "back up");
  }

  @Test
  void secondRotationReplacesTheKeyOfTheFirst() {
    List<String> before = plainRows();
    rotation().rotate(REQUEST, sentence -> {});
    String first = vault.key(warehouse.dsl()).encryptionKey();

    Counts counts = rotation().rotate(REQUEST, sentence -> {});

    assertThat(plainRows()).isEqualTo(before);
    assertThat(vault.key(warehouse.dsl()).encryptionKey()).isNotEqualTo(first);
    assertThat(counts.byPlace()).containsKey("pii.user_identity_change");
  }

  /** A crash at each message: between all steps and within the transactions. */
  @Test
  void crashLeavesEveryTextReadableAndTheNextCallCompletesIt() throws IOException {
    List<String> before = plainRows();
    int crashes = 0;
    while (hasCrashedAt(crashes)) {
      assertThat(plainRows()).as("after a crash at sentence %d", crashes).isEqualTo(before);
      assertThat(loads.rows("select distinct iban from pii.user_identity_change where user_id = 7"))
          .as("what a load would write, after a crash at sentence %d", crashes)
          .containsExactly(encryption().encrypt(IBAN));
      String interrupted = Files.readString(keyFile);

      rotation().rotate(REQUEST, sentence -> {});

      assertThat(plainRows()).as("completed after a crash at %d", crashes).isEqualTo(before);
      assertThat(keys(Files.readString(keyFile))).as("keys, crash at %d", crashes).isEqualTo(1);
      crashes++;
      if (keys(interrupted) == 2) {
        assertThat(interrupted)
            .as("an interrupted rotation is completed with the key that it added")
            .contains(number(vault.key(warehouse.dsl()).encryptionKey()));
      }
    }
    assertThat(crashes).as("crashes").isGreaterThan(10);
  }

  private boolean hasCrashedAt(int sentence) {
    int[] said = {0};
    try {
      rotation()
          .rotate(
              REQUEST,
              any -> {
                if (said[0]++ == sentence) {
                  throw new Crash();
                }
              });
      return false;
    } catch (RuntimeException e) {
      assertThat(e).hasStackTraceContaining(Crash.class.getName());
      return true;
    }
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Neither an IBAN nor a log id that is an account counts as a change. */
  @Test
  void redeliveryAfterwardsChangesNothing() {
    rotation().rotate(REQUEST, sentence -> {});
    loads.on(TUESDAY).sessions(SESSIONS);

    loads.run(TUESDAY);

    assertThat(
            loads.rows(
                "select user_id, count(distinct iban), count(distinct email_pseudonym), count(distinct last_name) from pii.user_identity_change group by user_id order by user_id"))
        .containsExactly("7 | 1 | 1 | 1", "8 | 1 | 1 | 1", "9 | 1 | 1 | 1");
    assertThat(loads.rows("select count(*) from warehouse.fact_watch_session"))
        .containsExactly("2");
  }

  @Test
  void exportAfterwardsIsReadable() {
    rotation().rotate(REQUEST, sentence -> {});

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new UserExport(warehouse.database(), vault, CLOCK).write(7, out, REQUEST);

    assertThat(out.toString(UTF_8))
        .contains("\"iban\" : \"RO49AAAA1B31007593840000\"")
        .contains("\"session_id\" : \"RO49AAAA1B31007593840000\"")
        .doesNotContain(Encryption.PREFIX);
  }

  /** The registry has hashes of plain texts, with a key that stays. */
  @Test
  void erasedUsersStayErased() throws IOException {
    loads.erasure(home, CLOCK.instant()).erase(List.of(7L), REQUEST);
    rotation().rotate(REQUEST, sentence -> {});
    loads
        .on(WEDNESDAY)
        .users(
            USERS.replace(
                "x       | Eva        | Dan                            | eva@",
                "x       | Ana        | Pop                            | ana@"));
    Path sessions = loads.folder().resolve("platform/" + WEDNESDAY + "/sessions.jsonl");
    Files.writeString(
        sessions,
        """
        {"log_id":"RO49AAAA1B31007593840000","title_id":
        {"log_id":"log-10","user_id":8,"title_id":"tt0000001","session_start":"2026-09-30T18:00:00Z","emitted_at":"2026-09-30T19:00:01Z"}
        {"log_id":"log-9","user_id":7,"title_id":"tt0000001","session_start":"2026-09-30T18:00:00Z","emitted_at":"2026-09-30T19:00:01Z"}
        """);

    loads.run(WEDNESDAY);

    assertThat(loads.rows("select 1 from pii.user_identity_change where user_id = 7")).isEmpty();
    assertThat(
            loads.rows(
                "select file_name, erased from ops.source_file where logical_date = '%s' and file_name in ('users.csv', 'sessions.jsonl') order by 1"
                    .formatted(WEDNESDAY)))
        .containsExactly("sessions.jsonl | 2", "users.csv | 2");
  }

  @Test
  void erasureAfterwardsFindsWhatIsEncrypted() throws IOException {
    rotation().rotate(REQUEST, sentence -> {});
    Path sessions = loads.folder().resolve("platform/" + MONDAY + "/sessions.jsonl");
    Files.writeString(
        sessions,
        Files.readString(sessions) + "{\"log_id\":\"RO49AAAA1B31007593840000\",\"title_id\":\n");
    loads.run(MONDAY);

    loads.erasure(home, CLOCK.instant()).erase(List.of(7L), REQUEST);

    assertThat(Files.readString(sessions)).doesNotContain("RO49AAAA1B31007593840000");
    assertThat(loads.rows("select count(*) from ops.check_result where samples::text like '%v1:%'"))
        .containsExactly("0");
  }

  @Test
  void runningLoadRefusesTheRotation() throws IOException {
    String file = Files.readString(keyFile);
    startRun();

    assertThatThrownBy(() -> rotation().rotate(REQUEST, sentence -> {}))
        .isInstanceOf(PrivacyException.class)
        .hasMessage(
            "warehouse is running for 2026-09-28; nothing was changed. Wait until it ends, or cancel it, then repeat the rotation");

    assertThat(keyFile).hasContent(file.strip());
  }

  /** It may write texts after the rotation that it read before. */
  @Test
  void runThatBeganMeanwhileKeepsTheOldKeyInTheFile() throws IOException {
    List<String> before = plainRows();

    assertThatThrownBy(
            () ->
                rotation()
                    .rotate(
                        REQUEST,
                        sentence -> {
                          if (sentence.startsWith("Everything")) {
                            startRun();
                          }
                        }))
        .isInstanceOf(PrivacyException.class)
        .hasMessageContaining("both keys stay in " + keyFile);

    assertThat(keys(Files.readString(keyFile))).isEqualTo(2);
    assertThat(plainRows()).isEqualTo(before);
    warehouse.dsl().execute("update ops.dag_run set state = 'success'");
    rotation().rotate(REQUEST, sentence -> {});
    assertThat(keys(Files.readString(keyFile))).isEqualTo(1);
    assertThat(plainRows()).isEqualTo(before);
  }

  /** Between the last check for runs and the locks. */
  @Test
  void runThatBeganBeforeTheTransactionKeepsTheOldKeyInUse() {
    String old = vault.key(warehouse.dsl()).encryptionKey();

    assertThatThrownBy(
            () ->
                rotation()
                    .rotate(
                        REQUEST,
                        sentence -> {
                          if (sentence.contains("still the old one")) {
                            startRun();
                          }
                        }))
        .isInstanceOf(PrivacyException.class)
        .hasMessageContaining("the old key stays in use");

    assertThat(vault.key(warehouse.dsl()).encryptionKey()).isEqualTo(old);
  }

  private static void startRun() {
    warehouse
        .dsl()
        .execute(
            "update ops.dag_run set state = 'running', heartbeat_at = timestamptz '2026-10-05T08:59:50Z' where logical_date = '2026-09-28'");
  }

  @Test
  void lateTextOfTheOldKeyIsFoundBeforeTheKeyIsRemoved() throws IOException {
    String late = encryption().encrypt("late");

    rotation()
        .rotate(
            REQUEST,
            sentence -> {
              if (sentence.startsWith("Everything")) {
                write(late);
              }
            });

    assertThat(keys(Files.readString(keyFile))).isEqualTo(1);
    assertThat(encryption().decryptWithin(lateText())).isEqualTo("late");
  }

  @Test
  void textsOfTheOldKeyThatAreWrittenAllTheTimeKeepItInTheFile() throws IOException {
    String late = encryption().encrypt("late");

    assertThatThrownBy(
            () ->
                rotation()
                    .rotate(
                        REQUEST,
                        sentence -> {
                          if (sentence.startsWith("Searching")) {
                            write(late);
                          }
                        }))
        .isInstanceOf(PrivacyException.class)
        .hasMessageContaining("still being written; it stays in " + keyFile);

    assertThat(keys(Files.readString(keyFile))).isEqualTo(2);
    assertThat(encryption().decryptWithin(lateText())).isEqualTo("late");
  }

  /** When the row lock is released, the row has moved, and the first pass misses it. */
  @Test
  void textOfTheOldKeyThatMovesMeanwhileIsFoundAgain() throws Exception {
    String late = encryption().encrypt("late");
    List<CompletableFuture<Integer>> mover = new ArrayList<>();
    int[] searches = {0};

    rotation()
        .rotate(
            REQUEST,
            sentence -> {
              if (sentence.startsWith("Everything")) {
                write(late);
              }
              if (sentence.startsWith("Searching") && ++searches[0] == 2) {
                mover.add(moveSlowly());
              }
            });

    assertThat(mover.get(0).get(10, TimeUnit.SECONDS)).isPositive();
    assertThat(plainRows()).isNotEmpty();
    assertThat(keys(Files.readString(keyFile))).isEqualTo(1);
    assertThat(encryption().decryptWithin(lateText())).isEqualTo("late");
  }

  /** Changes the row, and commits a second later. */
  private static CompletableFuture<Integer> moveSlowly() {
    CountDownLatch changed = new CountDownLatch(1);
    CompletableFuture<Integer> mover =
        CompletableFuture.supplyAsync(
            () ->
                warehouse
                    .database()
                    .transaction(
                        dsl -> {
                          int rows = dsl.execute("update ops.quarantine set column_name = 'moved'");
                          changed.countDown();
                          dsl.execute("select pg_sleep(1)");
                          return rows;
                        }));
    try {
      assertThat(changed.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return mover;
  }

  private static void write(String text) {
    warehouse.dsl().execute("update ops.quarantine set detail = {0}", DSL.val(text));
  }

  private static String lateText() {
    return (String) warehouse.dsl().fetchValue("select detail from ops.quarantine limit 1");
  }

  /** A daemon need not be stopped: each load reads the key in its own transaction. */
  @Test
  void loadWaitsForTheNewKey() throws Exception {
    List<CompletableFuture<String>> waiting = new ArrayList<>();

    rotation()
        .rotate(
            REQUEST,
            sentence -> {
              if (sentence.startsWith("pii.user_identity_change")) {
                waiting.add(
                    CompletableFuture.supplyAsync(
                        () -> vault.key(warehouse.dsl()).encryptionKey()));
                assertThatThrownBy(() -> waiting.get(0).get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
              }
            });

    assertThat(waiting).hasSize(1);
    assertThat(waiting.get(0).get(10, TimeUnit.SECONDS))
        .isEqualTo(vault.key(warehouse.dsl()).encryptionKey());
  }

  /** Texts of the old key are committed before all texts are encrypted again. */
  @Test
  void rotationWaitsForTransactionsWithTheOldKey() throws Exception {
    List<CompletableFuture<Counts>> rotated = new ArrayList<>();
    warehouse
        .database()
        .transaction(
            dsl -> {
              String text = new Encryption(vault.key(dsl)).encrypt("in time");
              rotated.add(
                  CompletableFuture.supplyAsync(() -> rotation().rotate(REQUEST, sentence -> {})));
              assertThatThrownBy(() -> rotated.get(0).get(500, TimeUnit.MILLISECONDS))
                  .isInstanceOf(TimeoutException.class);
              return dsl.execute("update ops.quarantine set detail = {0}", DSL.val(text));
            });

    assertThat(rotated.get(0).get(60, TimeUnit.SECONDS).byPlace()).containsKey("ops.quarantine");
    assertThat(encryption().decryptWithin(lateText())).isEqualTo("in time");
  }

  @Test
  void earlierKeyFileIsRefusedAfterARotation() throws IOException {
    String old = Files.readString(keyFile);
    rotation().rotate(REQUEST, sentence -> {});
    Files.writeString(keyFile, old);

    assertThatThrownBy(() -> rotation().rotate(REQUEST, sentence -> {}))
        .isInstanceOf(PrivacyKeyException.class)
        .hasMessageContaining("does not have the encryption key");
    assertThat(keyFile).hasContent(old.strip());
  }

  private KeyRotation rotation() {
    return new KeyRotation(warehouse.database(), vault, CLOCK);
  }

  private Encryption encryption() {
    return new Encryption(vault.key(warehouse.dsl()));
  }

  private List<String> plainRows() {
    Encryption encryption = encryption();
    List<String> plain = encryptedRows().stream().map(encryption::decryptWithin).sorted().toList();
    assertThat(plain).isNotEmpty().noneMatch(row -> row.contains(Encryption.PREFIX));
    return plain;
  }

  /** Rows of any table with encrypted values. */
  private static List<String> encryptedRows() {
    List<String> rows = new ArrayList<>();
    for (String table :
        Checksums.tables(
            warehouse.dsl(), "staging", "cleansed", "pii", "warehouse", "mart", "ops")) {
      warehouse
          .dsl()
          .fetchValues("select t::text from " + table + " as t where strpos(t::text, 'v1:') > 0")
          .forEach(row -> rows.add(table + " " + row));
    }
    return rows;
  }

  /** The key id in Tink's format. */
  private static String number(String encryptionKey) {
    return "\"keyId\":" + Integer.toUnsignedString(Integer.parseUnsignedInt(encryptionKey, 16));
  }

  private static long keys(String file) {
    return Pattern.compile("AesSivKey").matcher(file).results().count();
  }
}
