package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/**
 * What a day costs: PostgreSQL's own plans of every statement on the fact, while one more day is
 * loaded onto half a year of history. The similarity of movies was computed the day before.
 */
final class DailyIncrementPlanTest {
  @RegisterExtension static final WarehouseDatabase history = new WarehouseDatabase();
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse).withSimilarityDays(7);

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final LocalDate DAY = LocalDate.of(2026, 10, 5);
  private static final String FACT = FACT_WATCH_SESSION.getName();
  private static final String PLANS =
      "plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD";

  private static final String POPULARITY = "movie_popularity_at";

  /** Counts the viewers of the movies that are shown, by index. */
  private static final String RANKING = "current_movie_ranking";

  /** Takes the days away that a window leaves behind, by index. */
  private static final String WINDOWS = "change_of_title_window";

  /** What these read are a user's sessions of all months, by index. */
  private static final String[] OF_USERS = {
    "movie_preference", "changed_viewing_profile", "taken_changed_profile_title"
  };

  @BeforeAll
  static void loadHalfAYear() throws IOException {
    LoadFixture past = LoadFixture.of(history).withSimilarityDays(7);
    past.open();
    deliverHistory(past);
    past.run(FIRST);
    history
        .dsl()
        .execute(
            """
            insert into cleansed.watch_session (log_id, user_id, title_id, session_start, session_end)
            select 'h' || n, 1000 + n % 3000, 'tt1', at, at + interval '50 minutes'
            from generate_series(1, 84000) as n
            cross join lateral (select timestamptz '2026-03-01T12:00Z' + n % 210 * interval '1 day' as at) as s
            """);
    history
        .dsl()
        .execute(
            "insert into change_queue.changed_session select log_id, user_id, session_start from cleansed.watch_session");
    history
        .dsl()
        .execute(
            "insert into change_queue.changed_user select distinct user_id from cleansed.watch_session");
    past.run(DAY.minusDays(1));
    history.owner().execute("analyze");
    past.close();
  }

  @BeforeEach
  void startFromHistory() {
    deliverHistory(loads);
    warehouse.becomeCopyOf(history);
  }

  private static void deliverHistory(LoadFixture to) {
    to.on(FIRST)
        .plans(PLANS)
        .users(consentingUsers())
        .titles("tconst | titleType | runtimeMinutes\ntt1 | movie | 100\ntt2 | movie | 90");
    to.on(DAY.minusDays(1));
  }

  @Test
  void partitionsThatTheDayDoesNotTouchAreNotScanned() {
    loads
        .on(DAY)
        .plans(PLANS.replace("3.99", "4.99"))
        .users(
            "user_id | plan_id | subscription_start_date | updated_at\n7 | 1 | 2026-02-02 | 2026-10-05T08:00:00Z\n1007 | 1 | 2026-10-01 | 2026-10-05T08:00:00Z")
        .titles("tconst | titleType | runtimeMinutes\ntt1 | movie | 100\ntt2 | movie | 95")
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            new    | 7       | tt1      | 2026-10-05T18:00:00Z | 2026-10-05T19:00:00Z | 2026-10-05T19:00:00Z
            late   | 1008    | tt2      | 2026-04-10T18:00:00Z | 2026-04-10T19:00:00Z | 2026-10-05T19:00:00Z
            """);

    Plans plans = Plans.during(warehouse.dsl(), FACT, () -> loads.run(DAY));

    assertThat(loads.rows("select count(*) from warehouse.fact_watch_session"))
        .containsExactly("84002");
    assertThat(plans.all()).anyMatch(plan -> plan.contains("Delete on fact_watch_session"));
    assertThat(plans.all()).anyMatch(plan -> plan.contains("Insert on fact_watch_session"));
    assertThat(plans.all()).as("plans of checks").hasSizeGreaterThan(2);
    // 1007's first known version changes facts since its beginning: those of every month it has.
    assertThat(scanned(plans.notNaming(POPULARITY)))
        .isSubsetOf(
            loads.rows(
                """
                select distinct 'fact_watch_session_' || to_char(session_start at time zone 'Europe/Bucharest', 'YYYY_MM')
                from warehouse.fact_watch_session where session_id in ('new', 'late') or user_id = 1007
                """));
  }

  @Test
  void dayOfNewSessionsReadsItsOwnMonthOnly() {
    loads
        .on(DAY)
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | emitted_at
            new    | 7       | tt1      | 2026-10-05T18:00:00Z | 2026-10-05T19:00:00Z | 2026-10-05T19:00:00Z
            late   | 1008    | tt2      | 2026-04-10T18:00:00Z |                      | 2026-10-05T19:00:00Z
            """);

    Plans plans = Plans.during(warehouse.dsl(), FACT, () -> loads.run(DAY));

    assertThat(
            loads.rows(
                "select session_id, close_reason from warehouse.fact_watch_session where session_id in ('new', 'late') order by 1"))
        .isEqualTo(
            rows(
                """
                late | next_session
                new  | explicit
                """));
    assertThat(scanned(plans.notNaming(POPULARITY)))
        .isSubsetOf("fact_watch_session_2026_04", "fact_watch_session_2026_10");
    assertThat(scanned(plans.naming(POPULARITY)))
        .as("what was popular in 28 days")
        .isSubsetOf("fact_watch_session_2026_09", "fact_watch_session_2026_10");
    assertThat(plans.naming(OF_USERS).all()).hasSizeGreaterThan(1);
    assertThat(plans.naming(RANKING).all()).isNotEmpty();
    assertThat(String.join("\n", plans.naming(WINDOWS).all()))
        .contains("fact_watch_session_2026_09", "fact_watch_session_2026_07")
        .doesNotContain("fact_watch_session_2026_08");
    assertThat(
            String.join(
                "\n",
                plans
                    .notNaming(POPULARITY)
                    .notNaming(OF_USERS)
                    .notNaming(RANKING)
                    .notNaming(WINDOWS)
                    .all()))
        .contains("fact_watch_session_2026_10")
        .doesNotContain("fact_watch_session_2026_03")
        .doesNotContain("fact_watch_session_2026_05")
        .doesNotContain("fact_watch_session_2026_09");
  }

  /** Months ahead have partitions, too; to scan those costs nothing. */
  private Set<String> scanned(Plans plans) {
    Set<String> scanned = plans.fullyScannedPartitions();
    scanned.retainAll(
        loads
            .rows("select distinct tableoid::regclass::text from warehouse.fact_watch_session")
            .stream()
            .map(name -> name.substring(name.indexOf('.') + 1))
            .toList());
    return scanned;
  }

  private static String consentingUsers() {
    return IntStream.rangeClosed(2000, 2060)
        .mapToObj(user -> user + " | 1 | 2026-02-01 | true | 2026-02-01T00:00:00Z")
        .collect(
            Collectors.joining(
                "\n",
                "user_id | plan_id | subscription_start_date | consent_personalisation | updated_at\n7 | 1 | 2026-02-01 | true | 2026-02-01T00:00:00Z\n",
                ""));
  }

  @Test
  void aFullScanWouldBeSeen() {
    Plans plans =
        Plans.during(
            warehouse.dsl(),
            FACT,
            () ->
                warehouse
                    .dsl()
                    .select(count())
                    .from(FACT_WATCH_SESSION)
                    .where(FACT_WATCH_SESSION.RATING.isNull())
                    .fetch());

    assertThat(plans.fullyScannedPartitions())
        .contains("fact_watch_session_2026_03", "fact_watch_session_2026_09");
  }
}
