package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Versions as they were, beside what their user, plan or title is at the end of the as-of date. */
final class BiDimensionsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofReports(warehouse);

  private static final LocalDate FIRST = LocalDate.of(2026, 9, 28);
  private static final LocalDate SECOND = LocalDate.of(2026, 12, 2);
  private static final String USERS =
      "user_id | birth_date | region_code | plan_id | subscription_start_date | subscription_end_date | is_deleted | updated_at\n";

  /** 7 moves to another county and plan, and announces the next plan for the day after. */
  @BeforeEach
  void load() {
    loads
        .on(FIRST)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code
            1       | Bronze    | 4.00          | USD
            2       | Silver    | 6.00          | USD
            """)
        .titles(
            """
            tconst | titleType | primaryTitle | runtimeMinutes | genres
            tt1    | movie     | One          | 100            | Drama
            """)
        .users(
            USERS
                + """
                7 | 1990-05-01 | 12 | 1 | 2026-09-10 | | | 2026-09-10T08:00:00Z
                8 | 2010-05-01 | 13 | 1 | 2027-01-01 | | | 2026-09-10T08:00:00Z
                """);
    loads.run(FIRST);
    loads
        .on(SECOND)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code
            1       | Copper    | 4.00          | USD
            2       | Silver    | 6.00          | USD
            """)
        .titles(
            """
            tconst | titleType | primaryTitle | runtimeMinutes | genres
            tt1    | movie     | Uno          | 100            | Drama,War
            """)
        .users(
            USERS
                + """
                7 | 1990-05-01 | 13 | 2 | 2026-09-10 | | | 2026-12-01T08:00:00Z
                7 | 1990-05-01 | 13 | 1 | 2026-09-10 | | | 2026-12-03T08:00:00Z
                8 | 2010-05-01 | 13 | 1 | 2027-01-01 | | | 2026-09-10T08:00:00Z
                """);
    loads.run(SECOND);
  }

  @Test
  void userHasPlanAndCountyOfThenAndOfTheAsOfDateBesideAgeAndTenure() {
    assertThat(
            loads.rows(
                """
                select user_id, plan_name, current_plan_name, region_name, current_region_name, age_band, first_subscribed_month,
                  tenure_months, tenure_band, is_subscribed_now
                from mart.dim_user where user_id > 0 order by user_id, valid_from
                """))
        .isEqualTo(
            rows(
                """
                7 | Copper | Silver | Călărași | Cluj | 35-44 | 2026-09-01 | 3 | 3-5 | true
                7 | Silver | Silver | Cluj | Cluj | 35-44 | 2026-09-01 | 3 | 3-5 | true
                7 | Copper | Silver | Cluj | Cluj | 35-44 | 2026-09-01 | 3 | 3-5 | true
                8 | Copper | Copper | Cluj | Cluj | 0-17 | - | - | never | false
                """));
  }

  @Test
  void planHasItsNameOfThenAndOfTheAsOfDate() {
    assertThat(
            loads.rows(
                "select plan_id, plan_name, current_plan_name from mart.dim_plan where plan_id = 1 order by valid_from"))
        .isEqualTo(rows("1 | Bronze | Copper\n1 | Copper | Copper"));
  }

  @Test
  void titleHasNameAndGenresOfThenAndOfNow() {
    assertThat(
            loads.rows(
                "select title_name, current_title_name, genres, current_genres from mart.dim_title where title_id = 'tt1' order by valid_from"))
        .isEqualTo(rows("One | Uno | Drama | Drama,War\nUno | Uno | Drama,War | Drama,War"));
  }

  @Test
  void everyKeyOfTheStarIsThereOnce() {
    for (String dimension : new String[] {"user", "plan", "title"}) {
      assertThat(
              loads.rows(
                  "select %1$s_key, count(*) from mart.dim_%1$s group by 1 order by 1"
                      .formatted(dimension)))
          .isEqualTo(
              loads.rows(
                  "select %1$s_key, count(*) from warehouse.dim_%1$s group by 1 order by 1"
                      .formatted(dimension)));
    }
  }

  @Test
  void tenureBandsBeginWhereTheyAreSaidTo() {
    assertThat(
            loads.rows(
                "select m, mart.tenure_band(m) from unnest('{0,2,3,5,6,11,12,23,24}'::int[]) as m"))
        .isEqualTo(
            rows(
                "0 | 0-2\n2 | 0-2\n3 | 3-5\n5 | 3-5\n6 | 6-11\n11 | 6-11\n12 | 12-23\n23 | 12-23\n24 | 24+"));
  }
}
