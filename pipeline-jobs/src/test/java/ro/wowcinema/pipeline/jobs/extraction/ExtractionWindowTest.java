package ro.wowcinema.pipeline.jobs.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.PlatformDatabase;

/** Which rows are in which delivery. Bucharest is two hours ahead of UTC in these days. */
@Timeout(60)
final class ExtractionWindowTest {
  private static final LocalDate MARCH_1 = LocalDate.of(2025, 3, 1);
  private static final LocalDate MARCH_2 = LocalDate.of(2025, 3, 2);
  private static final LocalDate MARCH_3 = LocalDate.of(2025, 3, 3);
  private static final String MARCH_1_IS_OVER = "2025-03-01T22:10:00Z";
  private static final String MARCH_2_IS_OVER = "2025-03-02T22:10:00Z";
  private static final String MARCH_3_IS_OVER = "2025-03-03T22:10:00Z";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final PlatformDatabase platform = new PlatformDatabase();

  @RegisterExtension
  final ExtractionFixture extraction = new ExtractionFixture(warehouse, platform);

  @Test
  void firstDeliveryHasEverythingUpToTheEndOfItsDate() {
    user(7, "2019-01-01T00:00:00Z");
    user(8, "2025-03-01T21:59:59.999999Z");
    user(9, "2025-03-01T22:00:00Z");
    platform.clockSays(MARCH_1_IS_OVER);

    extraction.run(MARCH_1);

    assertThat(extraction.users(MARCH_1)).containsExactly("7", "8");
    assertThat(extraction.watermarks())
        .containsExactly(
            "platform sessions 2025-03-01 2025-03-01T22:00:00Z",
            "platform users 2025-03-01 2025-03-01T22:00:00Z");
    assertThat(extraction.log())
        .contains("users: 2 rows changed before 2025-03-01T22:00:00Z", "plans: 0 rows");
  }

  @Test
  void nextDeliveryHasWhatChangedSince() {
    user(7, "2025-03-01T10:00:00Z");
    user(8, "2025-03-01T10:00:00Z");
    session("s1", "2025-03-01T10:00:00Z");
    platform.clockSays(MARCH_1_IS_OVER);
    extraction.run(MARCH_1);
    user(8, "2025-03-02T10:00:00Z");
    user(9, "2025-03-01T22:00:00Z");
    session("s1", "2025-03-02T11:00:00Z");
    platform.clockSays(MARCH_2_IS_OVER);

    extraction.run(MARCH_2);

    assertThat(extraction.users(MARCH_2)).containsExactly("8", "9");
    assertThat(extraction.lines(MARCH_2, "sessions.jsonl"))
        .singleElement()
        .asString()
        .contains("\"emitted_at\":\"2025-03-02T11:00:00Z\"");
    assertThat(extraction.log())
        .contains("users: 2 rows changed from 2025-03-01T21:00:00Z to before 2025-03-02T22:00:00Z");
  }

  @Test
  void overlapCatchesATransactionThatCommitsAfterItsDateWasExtracted() throws SQLException {
    user(7, "2025-03-01T10:00:00Z");
    platform.clockSays(MARCH_1_IS_OVER);

    try (Connection late = platform.database().dataSource().getConnection();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(
          "UPDATE users SET plan_id = 3, updated_at = '2025-03-01T21:30:00Z' WHERE user_id = 7");
      extraction.run(MARCH_1);
      late.commit();
    }
    platform.clockSays(MARCH_2_IS_OVER);
    extraction.run(MARCH_2);

    assertThat(extraction.text(MARCH_1, "users.csv")).contains("2025-03-01T10:00:00Z");
    assertThat(extraction.text(MARCH_2, "users.csv"))
        .contains("7,,,,,,,3,", "2025-03-01T21:30:00Z");
  }

  @Test
  void overlapReachesNoFurtherBackThanItIsLong() {
    user(7, "2025-03-01T20:59:59Z");
    user(8, "2025-03-01T21:00:00Z");
    platform.clockSays(MARCH_1_IS_OVER);
    extraction.run(MARCH_1);
    platform.clockSays(MARCH_2_IS_OVER);

    extraction.run(MARCH_2);

    assertThat(extraction.users(MARCH_2)).containsExactly("8");
  }

  @Test
  void withoutOverlapEachChangeIsDeliveredOnce() {
    user(7, "2025-03-01T21:59:59.999999Z");
    user(8, "2025-03-01T22:00:00Z");
    extraction.withOverlap(Duration.ZERO);
    platform.clockSays(MARCH_2_IS_OVER);

    extraction.run(MARCH_1, MARCH_2);

    assertThat(extraction.users(MARCH_1)).containsExactly("7");
    assertThat(extraction.users(MARCH_2)).containsExactly("8");
  }

  @Test
  void dateThatIsNotOverEndsNowAndTheRestComesWithTheNext() {
    user(7, "2025-03-01T11:00:00Z");
    platform.clockSays("2025-03-01T12:00:00Z");
    extraction.withOverlap(Duration.ZERO).run(MARCH_1);
    user(8, "2025-03-01T13:00:00Z");
    user(9, "2025-03-02T13:00:00Z");
    platform.clockSays(MARCH_2_IS_OVER);

    TaskOutcome again = extraction.attempt(MARCH_1);
    extraction.run(MARCH_2);

    assertThat(again.state()).isEqualTo(TaskState.SKIPPED);
    assertThat(extraction.users(MARCH_1)).containsExactly("7");
    assertThat(extraction.users(MARCH_2)).containsExactly("8", "9");
    assertThat(extraction.watermarks()).contains("platform users 2025-03-01 2025-03-01T12:00:00Z");
  }

  @Test
  void dateThatWasExtractedTooEarlyIsCompletedByForce() {
    user(7, "2025-03-01T11:00:00Z");
    platform.clockSays("2025-03-01T12:00:00Z");
    extraction.run(MARCH_1);
    user(8, "2025-03-01T13:00:00Z");
    platform.clockSays(MARCH_1_IS_OVER);

    TaskOutcome forced = extraction.force(MARCH_1);

    assertThat(forced.state()).isEqualTo(TaskState.SUCCESS);
    assertThat(extraction.users(MARCH_1)).containsExactly("7", "8");
    assertThat(extraction.watermarks()).contains("platform users 2025-03-01 2025-03-01T22:00:00Z");
  }

  @Test
  void dateThatHasNotBegunIsRefused() {
    platform.clockSays("2025-03-01T21:59:59Z");

    TaskOutcome outcome = extraction.attempt(MARCH_2);

    assertThat(outcome.state()).isEqualTo(TaskState.FAILED);
    assertThat(outcome.message())
        .startsWith("2025-03-02 has not begun: the clock of the platform's database says 2025");
    assertThat(extraction.files()).isEmpty();
    assertThat(extraction.watermarks()).isEmpty();
  }

  @Test
  void skippedDateComesWithTheNextAndMayBeRunLater() {
    user(7, "2025-03-01T10:00:00Z");
    platform.clockSays(MARCH_1_IS_OVER);
    extraction.run(MARCH_1);
    user(8, "2025-03-02T10:00:00Z");
    user(9, "2025-03-03T10:00:00Z");
    platform.clockSays(MARCH_3_IS_OVER);

    extraction.run(MARCH_3, MARCH_2);

    assertThat(extraction.users(MARCH_3)).containsExactly("8", "9");
    assertThat(extraction.users(MARCH_2)).containsExactly("8");
  }

  @Test
  void watermarkNeverGoesBack() {
    user(7, "2025-03-01T10:00:00Z");
    platform.clockSays("2025-03-01T12:00:00Z");
    extraction.run(MARCH_1);
    var files = extraction.files();
    platform.clockSays("2025-03-01T11:00:00Z");

    TaskOutcome outcome = extraction.force(MARCH_1);

    assertThat(outcome.state()).isEqualTo(TaskState.FAILED);
    assertThat(outcome.message()).contains("was extracted up to a later instant");
    assertThat(extraction.files()).isEqualTo(files);
    assertThat(extraction.watermarks()).contains("platform users 2025-03-01 2025-03-01T12:00:00Z");
  }

  @Test
  void allTablesAreOfOneState() throws SQLException {
    user(7, "2025-03-01T10:00:00Z");
    platform.clockSays(MARCH_1_IS_OVER);
    extraction.disturb(
        job -> new EventDuringJob(job, "users: ", () -> session("late", "2025-03-01T11:00:00Z")));

    extraction.run(MARCH_1);

    assertThat(platform.dsl().fetchValue("select log_id from sessions")).isEqualTo("late");
    assertThat(extraction.lines(MARCH_1, "sessions.jsonl")).isEmpty();
  }

  private void user(int userId, String updatedAt) {
    platform.put(
        "users",
        """
        user_id | plan_id | subscription_start_date | updated_at
        %d      | 1       | 2025-01-01              | %s
        """
            .formatted(userId, updatedAt));
  }

  private void session(String logId, String updatedAt) {
    platform.put(
        "sessions",
        """
        log_id | user_id | title_id  | session_start        | updated_at
        %s     | 7       | tt0000001 | 2025-02-28T20:00:00Z | %s
        """
            .formatted(logId, updatedAt));
  }
}
