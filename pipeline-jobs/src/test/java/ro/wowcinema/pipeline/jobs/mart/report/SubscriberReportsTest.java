package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class SubscriberReportsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofReports(warehouse);

  private static final LocalDate SEPTEMBER_30 = LocalDate.of(2026, 9, 30);
  private static final LocalDate OCTOBER_1 = LocalDate.of(2026, 10, 1);
  private static final String GROWTH = "select * from mart.report_subscriber_growth";
  private static final String CHURN =
      "select month, segment, value, subscribers_at_start, churned, churn_rate from mart.report_churn_by_segment";
  private static final String ANA_STAYS =
      "7 | 1990-12-31 | 13 | 1 | 2026-09-01 | | 2026-09-01T08:00:00Z";

  @Test
  void whoLeavesBetweenTwoMonthsChurnsInTheSecond() {
    loads.on(SEPTEMBER_30).plans(plans()).users(users(ANA_STAYS, leaves("8 | 2008-01-01")));
    loads.on(OCTOBER_1);

    loads.run(SEPTEMBER_30, OCTOBER_1);

    assertThat(loads.rows(GROWTH))
        .isEqualTo(
            rows(
                """
                2026-09-01 | 2 | 0 | 2  | 2 | true  | true
                2026-10-01 | 0 | 1 | -1 | 1 | false | false
                """));
    assertThat(loads.rows(CHURN))
        .isEqualTo(
            rows(
                """
                2026-10-01 | age_band | 18-24  | 1 | 1 | 1
                2026-10-01 | age_band | 35-44  | 1 | 0 | 0
                2026-10-01 | plan     | Bronze | 2 | 1 | 0.5
                2026-10-01 | region   | Cluj   | 2 | 1 | 0.5
                """));
  }

  @Test
  void monthInWhichNobodyIsLeftShowsWhoLeft() {
    loads.on(SEPTEMBER_30).plans(plans()).users(users(leaves("8 | ")));
    loads.on(OCTOBER_1);

    loads.run(SEPTEMBER_30, OCTOBER_1);

    assertThat(loads.rows(GROWTH))
        .isEqualTo(
            rows(
                """
                2026-09-01 | 1 | 0 | 1  | 1 | true  | true
                2026-10-01 | 0 | 1 | -1 | 0 | false | false
                """));
    assertThat(loads.rows(CHURN))
        .isEqualTo(
            rows(
                """
                2026-10-01 | age_band | unknown | 1 | 1 | 1
                2026-10-01 | plan     | Bronze  | 1 | 1 | 1
                2026-10-01 | region   | Cluj    | 1 | 1 | 1
                """));
    assertThat(loads.rows("select * from mart.report_user_distribution_by_plan")).isEmpty();
  }

  @Test
  void segmentIsThatOfTheStart() {
    loads.on(SEPTEMBER_30).plans(plans()).users(users(ANA_STAYS));
    loads
        .on(OCTOBER_1)
        .users(users("7 | 1990-12-31 | 12 | 2 | 2026-09-01 | 2026-10-01 | 2026-10-01T08:00:00Z"));

    loads.run(SEPTEMBER_30, OCTOBER_1);

    assertThat(loads.rows(CHURN + " where segment <> 'age_band'"))
        .isEqualTo(
            rows(
                """
                2026-10-01 | plan   | Bronze | 1 | 1 | 1
                2026-10-01 | region | Cluj   | 1 | 1 | 1
                """));
  }

  @Test
  void correctedYearOfBirthMovesBetweenAgeBandsOfAllMonths() {
    loads.on(SEPTEMBER_30).plans(plans()).users(users(ANA_STAYS));
    loads.on(OCTOBER_1);
    loads.run(SEPTEMBER_30, OCTOBER_1);

    loads.on(OCTOBER_1).users(users(ANA_STAYS.replace("1990", "1950")));
    loads.run(OCTOBER_1);

    assertThat(loads.rows(CHURN + " where segment = 'age_band'"))
        .containsExactly("2026-10-01 | age_band | 65+ | 1 | 0 | 0");
  }

  private static String leaves(String userAndBirth) {
    return userAndBirth + " | 13 | 1 | 2026-09-01 | 2026-10-01 | 2026-09-01T08:00:00Z";
  }

  private static String plans() {
    return "plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD\n2 | Silver | 5.99 | USD";
  }

  private static String users(String... lines) {
    return "user_id | birth_date | region_code | plan_id | subscription_start_date | subscription_end_date | updated_at\n"
        + String.join("\n", lines);
  }
}
