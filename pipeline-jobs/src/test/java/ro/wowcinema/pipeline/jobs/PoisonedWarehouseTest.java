package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/**
 * A warehouse that holds what an earlier version accepted, or what somebody broke by hand, becomes
 * again that of a load from scratch.
 */
final class PoisonedWarehouseTest {
  @RegisterExtension static final WarehouseDatabase scratch = new WarehouseDatabase();
  @RegisterExtension static final WarehouseDatabase poisoned = new WarehouseDatabase();

  @TempDir static Path folder;

  private static final LocalDate FROM = LocalDate.of(2026, 10, 30);
  private static final LocalDate[] DATES = {FROM, FROM.plusDays(1), FROM.plusDays(2)};
  private static final LocalDate LAST = DATES[2];

  /** Centuries: as many minutes as the fact takes, and more seconds than an int counts. */
  private static final String CENTURIES = "166666666";

  /** What the fact takes, and no whole number is. */
  private static final String NOT_A_NUMBER = "NaN";

  private static Map<String, String> expected;
  private static Map<String, String> expectedMart;

  private final LoadFixture loads = LoadFixture.of(poisoned);

  @BeforeAll
  static void loadFromScratch() throws IOException {
    new Simulator(new Simulation(FROM, DATES.length, 60, 80, 1.5, 5, 0)).writeTo(folder, day -> {});
    LoadFixture loads = LoadFixture.of(scratch);
    loads.open(folder);
    loads.run(DATES);
    expected = Checksums.ofStarWithoutSurrogateKeys(scratch.dsl());
    expectedMart = Checksums.ofMartWithoutSurrogateKeys(scratch.dsl());
    assertThat(expectedMart.get("aggregate.title_similarity_edition")).doesNotStartWith("0 rows");
    assertThat(expectedMart.get("aggregate.user_recommendation_edition"))
        .doesNotStartWith("0 rows");
  }

  @BeforeEach
  void load() {
    poisoned.becomeCopyOf(scratch);
    loads.open(folder);
  }

  /** What is not a number stays so, so a sum of both would not be right either. */
  @ParameterizedTest
  @ValueSource(strings = {CENTURIES, NOT_A_NUMBER})
  void aRowAddedAndRemovedAgainHarmsNothing(String minutes) {
    queueSession(1, minutes);
    queueSession(-1, minutes);

    loads.run(LAST);

    assertThat(mart()).isEqualTo(expectedMart);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void correctedDeliveryRemovesABadValue(boolean wasPublished) {
    acceptSession(CENTURIES);
    if (wasPublished) {
      loads.run(LAST);
      assertThat(mart()).isNotEqualTo(expectedMart);
    }

    loads.force(DATES[1]);

    assertThat(Checksums.ofStarWithoutSurrogateKeys(poisoned.dsl())).isEqualTo(expected);
    assertThat(mart()).isEqualTo(expectedMart);
  }

  @Test
  void rebuildTakesTheStarAsItIs() {
    acceptSession(CENTURIES);

    loads.rebuild(LAST);

    assertThat(loads.rows("select max(whole_minutes) from aggregate.session_length"))
        .containsExactly(CENTURIES);
    assertThat(mart()).isNotEqualTo(expectedMart);
    loads.force(DATES[1]);
    assertThat(mart()).isEqualTo(expectedMart);
  }

  /** The fact's columns are too narrow for any number that an aggregate would refuse. */
  @Test
  void publicationFailsUntilWhatNoAggregateTakesIsCorrected() {
    acceptSession(NOT_A_NUMBER);

    TaskOutcome publication = loads.outcomes(LAST).get("publish_reports");

    assertThat(publication.state()).isEqualTo(TaskState.FAILED);
    assertThat(publication.message()).isEqualTo("ERROR: cannot convert NaN to bigint");
    loads.force(DATES[1]);
    assertThat(mart()).isEqualTo(expectedMart);
  }

  @Test
  void errorNamesTheRowOfARecomputedTable() {
    poisoned
        .owner()
        .execute(
            "update warehouse.dim_plan set plan_name = 'Long ' || (select string_agg(md5(i::text), '') from generate_series(1, 300) as i) where plan_id = 1");

    loads.runOnly(LAST, "fact_watch_session");
    poisoned
        .owner()
        .execute("insert into change_queue.changed_subscription_month values ('2026-10-01')");
    TaskOutcome publication = loads.outcomes(LAST).get("publish_reports");

    assertThat(publication.state()).isEqualTo(TaskState.FAILED);
    assertThat(publication.message())
        .matches(
            "aggregate\\.subscription_summary refuses the value of plan_name in the row of month 2026-10-01: ERROR: index row .*")
        .doesNotContain("Long");
  }

  @Test
  void rebuildMakesBrokenAggregatesAndQueuesFromTheStar() {
    List<String> tables = breakAggregates();
    breakQueues();

    Map<String, TaskOutcome> plain = loads.outcomes(LAST);
    assertThat(plain.get("publish_reports").state()).isEqualTo(TaskState.FAILED);
    loads.rebuild(LAST);

    Map<String, String> rebuilt = mart();
    assertThat(tables)
        .hasSizeGreaterThan(20)
        .allSatisfy(table -> assertThat(expectedMart).containsKey(table));
    assertThat(rebuilt).isEqualTo(expectedMart);
    assertThat(Checksums.ofStarWithoutSurrogateKeys(poisoned.dsl())).isEqualTo(expected);
    loads.run(LAST);
    assertThat(mart()).isEqualTo(expectedMart);
  }

  @Test
  void rebuildAlsoTakesOutWhatAggregatesCountTwice() {
    poisoned
        .owner()
        .execute(
            """
            insert into change_queue.session_delta
              (user_id, title_key, plan_key, session_start, sign, region_code, reaction_code, is_completed, title_id,
               close_reason, viewed_seconds, completion_ratio, rating)
            select user_id, title_key, plan_key, session_start, 1, region_code, reaction_code, is_completed, title_id,
              close_reason, viewed_seconds, completion_ratio, rating
            from warehouse.fact_watch_session
            """);

    loads.rebuild(LAST);

    assertThat(mart()).isEqualTo(expectedMart);
  }

  /** One subscriber too many, or a month whose summary is not there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update aggregate.subscription_churn set subscribers_at_start = subscribers_at_start + 1 where (month, segment, value) in (select month, segment, value from aggregate.subscription_churn order by 1, 2, 3 limit 1)",
        "delete from aggregate.subscription_summary where month in (select month - interval '1 month' from aggregate.subscription_churn)"
      })
  void segmentsOfChurnHaveAllSubscribersOfTheMonthBefore(String damage) {
    assertThat(poisoned.owner().execute(damage)).isPositive();

    TaskOutcome publication = loads.outcomes(LAST).get("publish_reports");

    assertThat(publication.state()).isEqualTo(TaskState.FAILED);
    assertThat(publication.message())
        .contains("every segment has all subscribers of the month before");
  }

  /** Also which no change of the star would ever correct; answers the tables. */
  private List<String> breakAggregates() {
    List<String> broken =
        List.of(
            "update aggregate.plan set plan_name = 'Broken'",
            "update aggregate.title_engagement set views = views + 7, rating_sum = -1",
            "delete from aggregate.genre_viewing",
            "update aggregate.counted_title set genres = '{Broken}'",
            "update aggregate.viewing_day set viewed_seconds = viewed_seconds * 2",
            "insert into aggregate.session_seconds select '1900-06-01', plan_key, 1e9, 1 from aggregate.plan",
            "insert into aggregate.session_length values (123456789, 3, 1e20)",
            "delete from aggregate.session_duration",
            "update aggregate.viewing_hour set hour = 24 + hour",
            "update aggregate.title_day set views = views + 1",
            "delete from aggregate.movie_ranking",
            "update aggregate.genre_viewer set views = 99",
            "update aggregate.genre_audience set viewers = viewers - 1",
            "delete from aggregate.genre_birth_year",
            "insert into aggregate.mrr_movement values ('2026-10-01', 9, 'Broken', 'USD', 1, 'churn', 1, -1)",
            "insert into aggregate.plan_change values ('2026-10-01', 'Broken', 'Gold', 1)",
            "update aggregate.cohort_month set users = users + 1",
            "update aggregate.kpi_history set value = 0 where as_of_date = (select as_of_date from mart.as_of)",
            "update aggregate.user_period set sessions = -3",
            "update aggregate.active_users set active_users = active_users + 1",
            "delete from aggregate.genre_week",
            "update aggregate.title_window set views = views + 1",
            "insert into aggregate.shown_segment values ('1900-01-01', null, 1)",
            "delete from aggregate.user_status where user_id % 2 = 0",
            "update aggregate.user_count set users = users - 1000",
            "update aggregate.subscription_summary set subscribers = 0",
            "insert into aggregate.subscription_churn values ('2026-10-01', 'plan', 'Broken', 1, 2)",
            "update aggregate.movie_popularity_edition set popularity = 1e30",
            "update aggregate.title_similarity_edition set similarity = 0.5",
            "update aggregate.user_recommendation_edition set title_ids = '{}', scores = '{}', reason_title_ids = '{}'",
            "insert into aggregate.user_recommendation_edition select edition - 1, user_id, title_ids, scores, reason_title_ids from aggregate.user_recommendation_edition",
            "insert into aggregate.user_recommendation_edition values (1, 999999, '{}', '{}', '{}')",
            "update aggregate.user_viewing_profile_edition set sessions = 0");
    broken.forEach(statement -> poisoned.owner().execute(statement));
    return broken.stream()
        .flatMap(statement -> List.of(statement.split(" ", -1)).stream())
        .filter(word -> word.startsWith("aggregate."))
        .distinct()
        .toList();
  }

  private void breakQueues() {
    queueSession(1, NOT_A_NUMBER);
    poisoned
        .owner()
        .execute(
            """
            insert into change_queue.changed_subscription_month values ('9998-12-01');
            insert into change_queue.changed_user_status values (999999);
            insert into change_queue.changed_profile values (999999);
            insert into change_queue.changed_profile_title values ('tt999999');
            insert into change_queue.changed_taste values (999999)
            """);
  }

  /** A session of some user and title as the loader, the star and the queue have accepted ones. */
  private void acceptSession(String minutes) {
    poisoned
        .owner()
        .execute(
            """
            select ops.create_session_month('1900-06-01');
            insert into cleansed.session_record
              (log_id, emitted_at, logical_date, user_id, title_id, session_start, session_end)
            select 'poison', '2026-10-31T20:00Z', '%1$s', user_id, title_id, '1900-06-01T00:00Z', '9998-12-30T00:00Z'
            from warehouse.fact_watch_session order by session_id limit 1;
            insert into cleansed.watch_session (log_id, user_id, title_id, session_start, session_end)
            select log_id, user_id, title_id, session_start, session_end from cleansed.session_record where log_id = 'poison';
            insert into warehouse.fact_watch_session
              (session_id, user_key, user_id, title_key, title_id, plan_key, region_code, reaction_code, start_date_key,
               start_hour, session_start, session_end, is_open, close_reason, is_end_observed, watched_seconds, viewed_seconds)
            select 'poison', user_key, user_id, title_key, title_id, plan_key, -1, -9, -1,
              2, '1900-06-01T00:00Z', '9998-12-30T00:00Z', false, 'explicit', true, 60 * numeric '%2$s', 60 * numeric '%2$s'
            from warehouse.fact_watch_session order by session_id limit 1
            """
                .formatted(DATES[1], minutes));
    queueSession(1, minutes);
  }

  private void queueSession(int sign, String minutes) {
    poisoned
        .owner()
        .execute(
            """
            insert into change_queue.session_delta
              (user_id, title_key, plan_key, session_start, sign, region_code, reaction_code, title_id, close_reason, viewed_seconds)
            select user_id, title_key, plan_key, '1900-06-01T00:00Z', %d, -1, -9, title_id, 'explicit', 60 * numeric '%s'
            from warehouse.fact_watch_session where session_id <> 'poison' order by session_id limit 1
            """
                .formatted(sign, minutes));
  }

  private static Map<String, String> mart() {
    return Checksums.ofMartWithoutSurrogateKeys(poisoned.dsl());
  }
}
