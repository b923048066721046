package ro.wowcinema.pipeline.jobs.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class StagingJobTest {
  private static final String[] ALL = {
    "stage_plans",
    "stage_users",
    "stage_catalog",
    "stage_sessions",
    "stage_titles",
    "stage_title_ratings",
    "stage_title_crew",
    "stage_title_episodes",
    "stage_people"
  };

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse, ALL);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final String STATES =
      "select logical_date, state, lines_read, loaded, rejected from ops.source_file where file_name = 'catalog.csv' order by source_file_id";

  @Test
  void everyFileGoesIntoItsTableAsItStandsButForTheFormOfInstants() {
    deliverEverything();

    loads.run(MONDAY);

    assertThat(loads.rows("select * from staging.plans"))
        .isEqualTo(rows("2 | 1 | Bronze | 3.990 | USD | 15"));
    assertThat(loads.rows("select * from staging.users"))
        .isEqualTo(
            rows(
                "2 | 7 | Ana | - | - | - | - | - | 01 | 2026-09-01 | - | - | 2026-09-01T08:00:00.000000000Z | - | -"));
    assertThat(loads.rows("select * from staging.catalog")).isEqualTo(rows("2 | tt1 | - | -"));
    assertThat(loads.rows("select * from staging.sessions"))
        .isEqualTo(
            rows(
                "1 | a | 7 | tt1 | 2026-09-28T15:00:00.000000000Z | - | - | - | - | 2026-09-28T18:00:00.000000000Z"));
    assertThat(loads.rows("select * from staging.title_basics"))
        .isEqualTo(rows("2 | tt1 | - | \"One | - | - | - | - | - | -"));
    assertThat(loads.rows("select * from staging.title_ratings"))
        .isEqualTo(rows("2 | tt1 | 7.5 | 10"));
    assertThat(loads.rows("select * from staging.title_crew"))
        .isEqualTo(rows("2 | tt1 | nm1,nm2 | -"));
    assertThat(loads.rows("select * from staging.title_episode"))
        .isEqualTo(rows("2 | tt1 | tt9 | 1 | 2"));
    assertThat(loads.rows("select * from staging.name_basics"))
        .isEqualTo(rows("2 | nm1 | Ana | - | - | - | -"));
    assertThat(loads.rows("select count(*), sum(loaded), min(state) from ops.source_file"))
        .isEqualTo(rows("9 | 9 | staged"));
  }

  @Test
  void rerunFindsEveryFileLoaded() {
    deliverEverything();
    loads.run(MONDAY);

    assertThat(loads.outcomes(MONDAY).values())
        .allSatisfy(
            outcome -> {
              assertThat(outcome.state()).isEqualTo(TaskState.SKIPPED);
              assertThat(outcome.message()).isEqualTo("already loaded");
            });
    assertThat(loads.rows("select count(*) from ops.source_file")).containsExactly("9");
  }

  @Test
  void fileThatChangedWhileItWaitedIsReadAgain() {
    loads.on(MONDAY).catalog("title_id\ntt1");
    loads.run(MONDAY);
    loads.on(MONDAY).catalog("title_id\ntt2\ntt3");

    loads.run(MONDAY);

    assertThat(loads.rows("select title_id from staging.catalog order by 1"))
        .containsExactly("tt2", "tt3");
    assertThat(loads.rows(STATES))
        .isEqualTo(
            rows(
                """
                2026-09-28 | abandoned | 1 | 1 | 0
                2026-09-28 | staged    | 2 | 2 | 0
                """));
  }

  @Test
  void otherDateReplacesTheTableAndTheFirstIsReadAgainWhenItIsCleansed() {
    loads.on(MONDAY).catalog("title_id\ntt1");
    loads.on(TUESDAY).catalog("title_id\ntt2");

    loads.run(MONDAY, TUESDAY, MONDAY);

    assertThat(loads.rows("select title_id from staging.catalog")).containsExactly("tt1");
    assertThat(loads.rows(STATES))
        .isEqualTo(
            rows(
                """
                2026-09-28 | abandoned | 1 | 1 | 0
                2026-09-29 | abandoned | 1 | 1 | 0
                2026-09-28 | staged    | 1 | 1 | 0
                """));
  }

  @Test
  void absentSnapshotIsNothingNew() {
    loads.on(MONDAY);

    Map<String, TaskOutcome> outcomes = loads.outcomes(MONDAY);

    assertThat(outcomes.get("stage_users").state()).isEqualTo(TaskState.SUCCESS);
    assertThat(outcomes.get("stage_sessions").state()).isEqualTo(TaskState.SUCCESS);
    outcomes.keySet().removeAll(Set.of("stage_users", "stage_sessions"));
    assertThat(outcomes.values())
        .hasSize(7)
        .allSatisfy(outcome -> assertThat(outcome.message()).isEqualTo("nothing new"));
  }

  @Test
  void completeDeliveryWithoutUsersOrSessionsIsRefused() {
    loads.files().write("platform", MONDAY, "_SUCCESS", "");

    Map<String, TaskOutcome> outcomes = loads.outcomes(MONDAY);

    assertRefused(outcomes.get("stage_users"), "platform/2026-09-28/users.csv: missing");
    assertRefused(outcomes.get("stage_sessions"), "platform/2026-09-28/sessions.jsonl: missing");
    assertThat(outcomes.get("stage_plans").message()).isEqualTo("nothing new");
  }

  @Test
  void genresTooLongForAnIndexBecomeNull() {
    String longest = "g".repeat(500);
    loads.on(MONDAY).titles("tconst | genres\ntt1 | %s\ntt2 | %sg".formatted(longest, longest));

    loads.run(MONDAY);

    assertThat(loads.rows("select tconst, genres from staging.title_basics order by 1"))
        .containsExactly("tt1 | " + longest, "tt2 | -");
    assertThat(loads.rows("select line_number, reason_code, column_name from ops.field_warning"))
        .containsExactly("3 | invalid_optional_field | genres");
  }

  private static void assertRefused(TaskOutcome outcome, String message) {
    assertThat(outcome.state()).isEqualTo(TaskState.FAILED);
    assertThat(outcome.message()).contains(message);
  }

  @Test
  void tooManyBadRecordsRefuseTheFileAndKeepNothingOfIt() {
    loads.on(MONDAY).catalog("title_id\ntt1\nx\ny");

    assertThat(loads.outcomes(MONDAY).get("stage_catalog"))
        .satisfies(
            outcome -> {
              assertThat(outcome.state()).isEqualTo(TaskState.FAILED);
              assertThat(outcome.message()).contains("catalog.csv", "line 3", "2 of 3 records");
            });
    assertThat(loads.rows("select * from staging.catalog")).isEmpty();
    assertThat(loads.rows("select * from ops.quarantine")).isEmpty();
    assertThat(loads.rows(STATES)).isEmpty();
  }

  private void deliverEverything() {
    loads
        .on(MONDAY)
        .plans(
            "plan_id | plan_name | monthly_price | currency_code | discount_percent\n1 | Bronze | 3.990 | USD | 15")
        .users(
            "user_id | first_name | plan_id | subscription_start_date | updated_at\n7 | Ana | 01 | 2026-09-01 | 2026-09-01T08:00:00Z")
        .catalog("title_id\ntt1")
        .sessions(
            "log_id | user_id | title_id | session_start | emitted_at\na | 7 | tt1 | 2026-09-28T18:00:00+03:00 | 2026-09-28T18:00:00Z")
        .titles("tconst | primaryTitle\ntt1 | \"One")
        .ratings("tconst | averageRating | numVotes\ntt1 | 7.5 | 10")
        .crew("tconst | directors\ntt1 | nm1,nm2")
        .episodes("tconst | parentTconst | seasonNumber | episodeNumber\ntt1 | tt9 | 1 | 2")
        .people("nconst | primaryName\nnm1 | Ana");
  }
}
