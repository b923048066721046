package ro.wowcinema.pipeline.jobs.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.jobs.testing.LandingFiles;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.Pipeline;
import ro.wowcinema.pipeline.jobs.testing.PlatformDatabase;

/** From the platform's server to the star, beside deliveries that somebody wrote by hand. */
@Timeout(120)
final class ExtractedWarehouseTest {
  private static final LocalDate MARCH_1 = LocalDate.of(2025, 3, 1);
  private static final LocalDate MARCH_2 = LocalDate.of(2025, 3, 2);
  private static final LocalDate MARCH_3 = LocalDate.of(2025, 3, 3);
  private static final String TITLES =
      """
      tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres
      tt0000001\tmovie\tReconstituirea\tReconstituirea\t0\t1968\t\\N\t100\tDrama
      """;
  private static final String PLANS =
      """
      plan_id | plan_name | monthly_price | currency_code | discount_percent
      1       | Bronze    | 3.99          | USD           | 15
      2       | Silver    | 5.99          | USD           | 30
      """;
  private static final String DEARER_PLANS = PLANS.replace("5.99", "6.49");
  private static final String CATALOG =
      """
      title_id  | available_from | available_until
      tt0000001 | 2025-01-01     |
      """;
  private static final String USERS_1 =
      """
      user_id | region_code | plan_id | subscription_start_date | consent_personalisation | updated_at           | is_deleted
      7       | 1           | 1       | 2025-01-01              | true                    | 2025-01-01T08:00:00Z | false
      8       | 42          | 1       | 2025-01-01              |                         | 2025-03-01T21:15:00Z | false
      """;
  private static final String LATE_USER =
      """
      user_id | region_code | plan_id | subscription_start_date | consent_personalisation | updated_at           | is_deleted
      9       |             | 2       | 2025-03-01              | false                   | 2025-03-01T21:30:00Z | false
      """;
  private static final String USERS_2 =
      """
      user_id | region_code | plan_id | subscription_start_date | consent_personalisation | updated_at           | is_deleted
      7       | 1           | 2       | 2025-01-01              | true                    | 2025-03-02T08:00:00Z | false
      """;
  private static final String USERS_3 =
      """
      user_id | region_code | plan_id | subscription_start_date | consent_personalisation | updated_at           | is_deleted
      8       | 42          | 1       | 2025-01-01              |                         | 2025-03-03T08:00:00Z | true
      """;
  private static final String SESSIONS_1 =
      """
      log_id | user_id | title_id  | session_start        | session_end          | rating | reaction | region_code | emitted_at
      s1     | 7       | tt0000001 | 2025-03-01T21:20:00Z |                      |        |          | 1           | 2025-03-01T21:20:00Z
      s2     | 8       | tt0000001 | 2025-03-01T18:00:00Z | 2025-03-01T19:35:00Z | 7.5    | 1        | 42          | 2025-03-01T19:35:00Z
      """;
  private static final String SESSIONS_2 =
      """
      log_id | user_id | title_id  | session_start        | session_end          | rating | reaction | region_code | emitted_at
      s1     | 7       | tt0000001 | 2025-03-01T21:20:00Z | 2025-03-01T22:50:00Z | 9      | 0        | 1           | 2025-03-01T22:50:00Z
      """;
  private static final String SESSIONS_3 =
      """
      log_id | user_id | title_id  | session_start        | session_end          | rating | reaction | region_code | emitted_at
      s3     | 99      | tt0000002 | 2025-03-03T09:00:00Z | 2025-03-03T09:10:00Z |        | -1       |             | 2025-03-03T09:10:00Z
      """;

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension static final WarehouseDatabase other = new WarehouseDatabase();
  @RegisterExtension final PlatformDatabase platform = new PlatformDatabase();

  @RegisterExtension
  final ExtractionFixture extraction = new ExtractionFixture(warehouse, platform);

  @RegisterExtension final LoadFixture byHand = LoadFixture.of(other);

  private Pipeline pipeline;

  @BeforeEach
  void titles() {
    new LandingFiles(extraction.landing()).write("imdb", MARCH_1, "title.basics.tsv", TITLES);
    byHand.files().write("imdb", MARCH_1, "title.basics.tsv", TITLES);
    pipeline = new Pipeline(warehouse.database(), extraction.landing());
  }

  @Test
  void extractedDaysGiveTheStarOfHandWrittenDeliveries() throws InterruptedException {
    byHand.on(MARCH_1).plans(PLANS).catalog(CATALOG).users(USERS_1).sessions(SESSIONS_1);
    byHand.on(MARCH_2).plans(DEARER_PLANS).users(USERS_2).sessions(SESSIONS_2);
    byHand.on(MARCH_2).users(USERS_2 + LATE_USER.lines().skip(1).findFirst().orElseThrow() + "\n");
    byHand.on(MARCH_3).users(USERS_3).sessions(SESSIONS_3);
    byHand.run(MARCH_1, MARCH_2, MARCH_3);

    extractThreeDays();
    load(MARCH_1, MARCH_2, MARCH_3);

    assertThat(Checksums.ofStarWithoutSurrogateKeys(warehouse.dsl()))
        .isEqualTo(Checksums.ofStarWithoutSurrogateKeys(other.dsl()));
    assertThat(
            rows(
                "select user_id, plan_id, is_deleted, is_current from warehouse.dim_user"
                    + " where user_key <> -1 order by user_id, valid_from"))
        .containsExactly(
            "7 1 false false",
            "7 2 false true",
            "8 1 false false",
            "8 1 true true",
            "9 2 false true",
            "99 null false true");
    assertThat(
            rows(
                "select session_id, is_open, round(watched_minutes), trim_scale(rating)"
                    + " from warehouse.fact_watch_session order by session_id"))
        .containsExactly("s1 false 90 9", "s2 false 95 7.5", "s3 false 10 null");
  }

  @Test
  void deliveryThatWasExtractedAgainIsAlreadyLoaded() throws InterruptedException {
    extractThreeDays();
    load(MARCH_1, MARCH_2, MARCH_3);
    Map<String, String> star = Checksums.ofStar(warehouse.dsl());

    extraction.force(MARCH_3);
    RunSummary again = pipeline.run(MARCH_3);

    assertThat(
            again.tasks().stream()
                .filter(task -> task.task().startsWith("stage_"))
                .collect(Collectors.toMap(TaskOutcome::task, TaskOutcome::message)))
        .containsEntry("stage_plans", "already loaded")
        .containsEntry("stage_catalog", "already loaded")
        .containsEntry("stage_users", "already loaded")
        .containsEntry("stage_sessions", "already loaded");
    assertThat(Checksums.ofStar(warehouse.dsl())).isEqualTo(star);
  }

  @Test
  void textSurvivesTheWay() throws InterruptedException {
    List<String> texts =
        List.of(
            "Ștefăniță-Îngerul \"Țață\"",
            "two\nlines, and a comma",
            "\r\nfirst and last\r\n",
            "tab\tand back\\slash \\N \\.",
            "  space around  ",
            "'; DROP TABLE users; --",
            "\"",
            "#hash",
            "null",
            "🎬 𝔘nicode \u2028 line",
            "\u0001 control \u007f");
    platform.clockSays("2025-03-01T22:10:00Z");
    for (String text : texts) {
      platform
          .dsl()
          .execute(
              "INSERT INTO users (user_id, first_name, last_name, plan_id, subscription_start_date, updated_at)"
                  + " SELECT count(*) + 1, ?, ?, 1, '2025-01-01', '2025-03-01T08:00:00Z' FROM users",
              text,
              text);
      platform
          .dsl()
          .execute(
              "INSERT INTO sessions (log_id, user_id, title_id, session_start, updated_at)"
                  + " VALUES (?, 1, 'tt0000001', '2025-03-01T08:00:00Z', '2025-03-01T08:00:00Z')",
              text);
    }

    extraction.run(MARCH_1);
    load(MARCH_1);

    assertThat(column("select first_name from pii.user_identity order by user_id"))
        .isEqualTo(texts);
    assertThat(column("select last_name from pii.user_identity order by user_id")).isEqualTo(texts);
    assertThat(column("select session_id from warehouse.fact_watch_session"))
        .containsExactlyInAnyOrderElementsOf(texts);
  }

  private void extractThreeDays() {
    platform.put("plans", PLANS);
    platform.put("catalog", CATALOG);
    platform.put("users", USERS_1);
    sessions(SESSIONS_1);
    platform.clockSays("2025-03-01T22:00:00Z");
    extraction.run(MARCH_1);

    platform.put("plans", DEARER_PLANS);
    platform.put("users", LATE_USER);
    platform.put("users", USERS_2);
    sessions(SESSIONS_2);
    platform.clockSays("2025-03-02T23:00:00Z");
    extraction.run(MARCH_2);

    platform.put("users", USERS_3);
    sessions(SESSIONS_3);
    platform.clockSays("2025-03-04T03:00:00Z");
    extraction.run(MARCH_3);
  }

  private void sessions(String delivered) {
    platform.put("sessions", delivered.replace("emitted_at", "updated_at"));
  }

  private void load(LocalDate... dates) throws InterruptedException {
    for (LocalDate date : dates) {
      RunSummary summary = pipeline.run(date);
      assertThat(summary.isSuccess()).as(summary.tasks().toString()).isTrue();
    }
  }

  private List<String> rows(String sql) {
    return warehouse
        .dsl()
        .fetch(sql)
        .map(row -> row.intoList().stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  private List<String> column(String sql) {
    return warehouse.dsl().fetch(sql).map(row -> row.get(0, String.class));
  }
}
