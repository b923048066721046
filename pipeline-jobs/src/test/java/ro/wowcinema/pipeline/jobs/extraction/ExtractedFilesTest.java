package ro.wowcinema.pipeline.jobs.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.PlatformDatabase;

/** What a delivery looks like, and when it is written, kept and replaced. */
@Timeout(60)
final class ExtractedFilesTest {
  private static final LocalDate MARCH_1 = LocalDate.of(2025, 3, 1);
  private static final LocalDate MARCH_2 = LocalDate.of(2025, 3, 2);
  private static final String MARCH_1_IS_OVER = "2025-03-01T22:10:00Z";
  private static final String MARCH_2_IS_OVER = "2025-03-02T22:10:00Z";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final PlatformDatabase platform = new PlatformDatabase();

  @RegisterExtension
  final ExtractionFixture extraction = new ExtractionFixture(warehouse, platform);

  @BeforeEach
  void someRows() {
    platform.clockSays(MARCH_1_IS_OVER);
    platform.put(
        "plans",
        """
        plan_id | plan_name | monthly_price | currency_code | discount_percent
        10      | Aur       | 11.99         | RON           | 1e1
        2       | Argint    | 5.90          | RON           |
        """);
    platform.put(
        "catalog",
        """
        title_id  | available_from | available_until
        tt0000010 | 2025-01-01     | infinity
        tt0000002 |                |
        """);
    platform.put(
        "users",
        """
        user_id | first_name | last_name | email   | birth_date | iban                     | region_code | plan_id | subscription_start_date | subscription_end_date | consent_personalisation | updated_at                    | is_deleted
        10      | Ștefan     | Țară      | s@x.ro  | 1990-02-28 | RO49AAAA1B31007593840000 | 42          | 2       | 2025-01-01              | 2025-12-31            | true                    | 2025-03-01T10:00:00.5+02:00   | false
        9       |            |           |         |            |                          |             | 10      | 2025-01-02              |                       |                         | 2025-03-01T12:00:00Z          | true
        """);
    platform.put(
        "sessions",
        """
        log_id | user_id | title_id  | session_start        | session_end          | rating | reaction | region_code | updated_at
        b      | 10      | tt0000010 | 2025-03-01T08:00:00Z | 2025-03-01T09:30:00Z | 8.50   | -1       | 42          | 2025-03-01T09:30:01.000001Z
        B      | 9       | tt0000002 | 2025-03-01T08:00:00Z |                      |        |          |             | 2025-03-01T08:00:00Z
        """);
  }

  @Test
  void filesAreAsTheContractSays() {
    extraction.run(MARCH_1);

    assertThat(extraction.files().keySet())
        .containsExactly(
            "platform/2025-03-01/_SUCCESS",
            "platform/2025-03-01/catalog.csv.gz",
            "platform/2025-03-01/plans.csv.gz",
            "platform/2025-03-01/sessions.jsonl.gz",
            "platform/2025-03-01/users.csv.gz");
    assertThat(extraction.text(MARCH_1, "plans.csv"))
        .isEqualTo(
            """
            plan_id,plan_name,monthly_price,currency_code,discount_percent
            2,Argint,5.90,RON,
            10,Aur,11.99,RON,10
            """);
    assertThat(extraction.text(MARCH_1, "catalog.csv"))
        .isEqualTo(
            """
            title_id,available_from,available_until
            tt0000002,,
            tt0000010,2025-01-01,infinity
            """);
    assertThat(extraction.text(MARCH_1, "users.csv"))
        .isEqualTo(
            """
            user_id,first_name,last_name,email,birth_date,iban,region_code,plan_id,subscription_start_date,subscription_end_date,consent_personalisation,updated_at,is_deleted
            9,,,,,,,10,2025-01-02,,,2025-03-01T12:00:00Z,true
            10,Ștefan,Țară,s@x.ro,1990-02-28,RO49AAAA1B31007593840000,42,2,2025-01-01,2025-12-31,true,2025-03-01T08:00:00.500Z,false
            """);
    assertThat(extraction.text(MARCH_1, "sessions.jsonl"))
        .isEqualTo(
            """
            {"log_id":"B","user_id":9,"title_id":"tt0000002","session_start":"2025-03-01T08:00:00Z","emitted_at":"2025-03-01T08:00:00Z"}
            {"log_id":"b","user_id":10,"title_id":"tt0000010","session_start":"2025-03-01T08:00:00Z","session_end":"2025-03-01T09:30:00Z","rating":8.50,"reaction":-1,"region_code":42,"emitted_at":"2025-03-01T09:30:01.000001Z"}
            """);
  }

  @Test
  void invalidNumberIsLeftToTheLoader() {
    platform.dsl().execute("UPDATE sessions SET rating = 'NaN' WHERE log_id = 'B'");
    platform.dsl().execute("UPDATE plans SET discount_percent = 'Infinity' WHERE plan_id = 2");

    extraction.run(MARCH_1);

    assertThat(extraction.text(MARCH_1, "sessions.jsonl")).contains("\"rating\":\"NaN\"");
    assertThat(extraction.text(MARCH_1, "plans.csv")).contains("2,Argint,5.90,RON,Infinity");
  }

  @Test
  void snapshotsAreWrittenWholeEveryTime() {
    extraction.run(MARCH_1);
    platform.clockSays(MARCH_2_IS_OVER);

    extraction.run(MARCH_2);

    assertThat(extraction.lines(MARCH_2, "plans.csv")).hasSize(3);
    assertThat(extraction.lines(MARCH_2, "catalog.csv")).hasSize(3);
    assertThat(extraction.lines(MARCH_2, "users.csv")).hasSize(1);
    assertThat(extraction.lines(MARCH_2, "sessions.jsonl")).isEmpty();
  }

  @Test
  void sourceWithoutCatalogueDeliversNone() {
    platform.dsl().execute("DROP TABLE catalog");

    extraction.run(MARCH_1);

    assertThat(extraction.files().keySet())
        .isNotEmpty()
        .noneMatch(file -> file.contains("catalog"));
    assertThat(extraction.log())
        .contains("the platform's database has no table catalog: not delivered");
  }

  @Test
  void completeDeliveryIsSkippedAndByForceWrittenAgainByteForByte() {
    extraction.run(MARCH_1);
    Map<String, String> first = extraction.files();

    TaskOutcome again = extraction.attempt(MARCH_1);
    TaskOutcome forced = extraction.force(MARCH_1);

    assertThat(again.state()).isEqualTo(TaskState.SKIPPED);
    assertThat(again.message()).endsWith("is extracted already; --force extracts it again");
    assertThat(forced.state()).isEqualTo(TaskState.SUCCESS);
    assertThat(forced.message()).isEqualTo("plans 2, catalog 2, users 2, sessions 2");
    assertThat(extraction.files()).isEqualTo(first);
  }

  @Test
  void deliveryOfSomebodyElseIsLeftAloneUntilForced() throws IOException {
    Path folder = Files.createDirectories(extraction.folder(MARCH_1));
    Files.writeString(folder.resolve("users.csv"), "another system's");
    Files.writeString(folder.resolve("catalog.csv.gz"), "another system's");
    Files.writeString(folder.resolve("_SUCCESS"), "");
    platform.dsl().execute("DROP TABLE catalog");
    Map<String, String> before = extraction.files();

    TaskOutcome skipped = extraction.attempt(MARCH_1);

    assertThat(skipped.state()).isEqualTo(TaskState.SKIPPED);
    assertThat(skipped.message()).contains("was delivered by another system; --force replaces it");
    assertThat(extraction.files()).isEqualTo(before);
    assertThat(extraction.watermarks()).isEmpty();

    TaskOutcome forced = extraction.force(MARCH_1);

    assertThat(forced.state()).isEqualTo(TaskState.SUCCESS);
    assertThat(folder)
        .isDirectoryNotContaining("glob:**catalog*")
        .isDirectoryNotContaining("glob:**.csv");
  }

  @Test
  void whatAKilledExtractionLeftIsReplaced() throws IOException {
    extraction.run(MARCH_1);
    Map<String, String> whole = extraction.files();
    Files.delete(extraction.folder(MARCH_1).resolve("_SUCCESS"));
    Files.writeString(extraction.folder(MARCH_1).resolve("users.csv.gz"), "half");
    Path hidden = extraction.landing().resolve(".platform_extraction/2025-02-28");
    Files.createDirectories(hidden);
    Files.writeString(hidden.resolve("users.csv.gz"), "half");

    extraction.run(MARCH_1);

    assertThat(extraction.files()).isEqualTo(whole);
  }

  @Test
  void neitherADeliveryNorADraftIsWrittenBehindALink() throws IOException {
    Path elsewhere = Files.createDirectories(extraction.landing().resolve("elsewhere/old"));
    Path precious = Files.writeString(elsewhere.resolve("precious"), "precious");
    Path date = extraction.folder(MARCH_1);
    Files.createDirectories(date.getParent());
    Files.createSymbolicLink(date, elsewhere);
    assertThat(extraction.force(MARCH_1).message()).startsWith(date + ": this is a symbolic link");
    Files.delete(date);

    Path drafts = extraction.landing().resolve(".platform_extraction");
    Files.deleteIfExists(drafts);
    Files.createSymbolicLink(drafts, elsewhere.getParent());
    assertThat(extraction.attempt(MARCH_1).message())
        .startsWith(drafts + ": this is a symbolic link");
    Files.delete(drafts);

    Files.createDirectory(drafts);
    Files.createSymbolicLink(drafts.resolve("2025-02-28"), elsewhere);
    extraction.run(MARCH_1);

    assertThat(precious).hasContent("precious");
    assertThat(drafts).isEmptyDirectory();
  }

  @Test
  void markBehindALinkIsNotRead() throws IOException {
    extraction.run(MARCH_1);
    Path mark = extraction.folder(MARCH_1).resolve("_SUCCESS");
    Files.createSymbolicLink(mark, Files.move(mark, extraction.landing().resolve("elsewhere")));

    assertThat(extraction.attempt(MARCH_1).message())
        .startsWith(mark + ": this is a symbolic link");
  }

  @Test
  void crashBetweenFilesAndCommitHasHappenedOnce() {
    extraction.disturb(CrashBeforeCommit::new);
    TaskOutcome crashed = extraction.attempt(MARCH_1);
    Map<String, String> delivered = extraction.files();
    assertThat(crashed.state()).isEqualTo(TaskState.FAILED);
    assertThat(extraction.watermarks()).isEmpty();
    extraction.disturb(job -> job);
    platform.dsl().execute("UPDATE users SET plan_id = 3, updated_at = '2025-03-02T10:00:00Z'");
    platform.clockSays(MARCH_2_IS_OVER);

    TaskOutcome next = extraction.attempt(MARCH_1);
    extraction.run(MARCH_2);

    assertThat(next.state()).isEqualTo(TaskState.SUCCESS);
    assertThat(next.message()).endsWith("was complete, and is kept");
    assertThat(extraction.files()).containsAllEntriesOf(delivered);
    assertThat(extraction.watermarks())
        .contains(
            "platform users 2025-03-01 2025-03-01T22:00:00Z",
            "platform users 2025-03-02 2025-03-02T22:00:00Z");
    assertThat(extraction.users(MARCH_2)).containsExactly("9", "10");
  }

  @Test
  void failureInTheMiddleLeavesNothing() throws IOException {
    extraction.disturb(
        job ->
            new EventDuringJob(
                job,
                "users: ",
                () -> {
                  throw new IllegalStateException("the power went");
                }));

    TaskOutcome outcome = extraction.attempt(MARCH_1);

    assertThat(outcome.state()).isEqualTo(TaskState.FAILED);
    assertThat(extraction.files()).isEmpty();
    assertThat(extraction.folder(MARCH_1)).doesNotExist();
    assertThat(extraction.watermarks()).isEmpty();
  }

  @Test
  void nobodyElseMayReadTheDelivery() throws IOException {
    extraction.run(MARCH_1);

    for (Path folder :
        new Path[] {
          extraction.folder(MARCH_1), extraction.landing().resolve(".platform_extraction")
        }) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }
}
