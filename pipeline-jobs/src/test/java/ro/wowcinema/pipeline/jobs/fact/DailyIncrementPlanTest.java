package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Loads;

/**
 * What a day costs: PostgreSQL's own plans of every statement on the fact, while one more day is
 * loaded onto half a year of history. Recommendations are worked out of all history each day, and
 * profiles of all that a user watched, so these tasks are not run.
 */
final class DailyIncrementPlanTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final Loads loads = Loads.ofReports(warehouse);

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final LocalDate DAY = LocalDate.of(2026, 10, 5);
  private static final String FACT = FACT_WATCH_SESSION.getName();
  private static final String PLANS =
      "plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD";

  @BeforeEach
  void loadHalfAYear() {
    loads
        .on(FIRST)
        .plans(PLANS)
        .users(
            "user_id | plan_id | subscription_start_date | updated_at\n7 | 1 | 2026-02-01 | 2026-02-01T00:00:00Z")
        .titles("tconst | runtimeMinutes\ntt1 | 100\ntt2 | 90");
    loads.run(FIRST);
    warehouse
        .dsl()
        .execute(
            """
            insert into cleansed.watch_session (log_id, user_id, title_id, session_start, session_end)
            select 'h' || n, 1000 + n % 3000, 'tt1', at, at + interval '50 minutes'
            from generate_series(1, 84000) as n
            cross join lateral (select timestamptz '2026-03-01T12:00Z' + n % 210 * interval '1 day' as at) as s
            """);
    warehouse
        .dsl()
        .execute(
            "insert into cleansed.touched_session select log_id, user_id, session_start from cleansed.watch_session");
    warehouse
        .dsl()
        .execute(
            "insert into cleansed.touched_user select distinct user_id from cleansed.watch_session");
    loads.on(FIRST.plusDays(1));
    loads.run(FIRST.plusDays(1));
    warehouse.owner().execute("analyze");
  }

  @Test
  void partitionsThatTheDayDoesNotTouchAreNotScanned() {
    loads
        .on(DAY)
        .plans(PLANS.replace("3.99", "4.99"))
        .users(
            "user_id | plan_id | subscription_start_date | updated_at\n7 | 1 | 2026-02-02 | 2026-10-05T08:00:00Z\n1007 | 1 | 2026-10-01 | 2026-10-05T08:00:00Z")
        .titles("tconst | runtimeMinutes\ntt1 | 100\ntt2 | 95")
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
    assertThat(plans.fullyScannedPartitions())
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
    assertThat(plans.fullyScannedPartitions())
        .isSubsetOf("fact_watch_session_2026_04", "fact_watch_session_2026_10");
    assertThat(String.join("\n", plans.all()))
        .contains("fact_watch_session_2026_10")
        .doesNotContain("fact_watch_session_2026_03")
        .doesNotContain("fact_watch_session_2026_05")
        .doesNotContain("fact_watch_session_2026_09");
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
