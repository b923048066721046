package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class SubscriptionMonthFactTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofReports(warehouse);

  private static final LocalDate SEPTEMBER_29 = LocalDate.of(2026, 9, 29);
  private static final LocalDate SEPTEMBER_30 = LocalDate.of(2026, 9, 30);
  private static final LocalDate OCTOBER_1 = LocalDate.of(2026, 10, 1);
  private static final LocalDate OCTOBER_2 = LocalDate.of(2026, 10, 2);
  private static final LocalDate OCTOBER_3 = LocalDate.of(2026, 10, 3);
  private static final String PLANS =
      """
      plan_id | plan_name | monthly_price | currency_code | discount_percent
      1       | Bronze    | 3.99          | USD           | 15
      3       | Gold      | 11.99         | USD           | 45
      """;
  private static final String MONTHS =
      """
      select user_id, month, plan_name, gross_amount, discount_amount, net_amount, f.currency_code,
        is_subscribed_at_end, is_new, is_churned
      from warehouse.fact_subscription_month as f join warehouse.dim_plan using (plan_key)
      order by user_id, month
      """;
  private static final String FLAGS =
      """
      select user_id, month, is_subscribed_at_end, is_new, is_churned
      from warehouse.fact_subscription_month order by user_id, month
      """;

  @Test
  void everyMonthOfSubscriptionHasOneRowWithItsPlanAndPrice() {
    loads.on(SEPTEMBER_29).plans(PLANS).users(user("1 | 2026-07-15 | | 2026-07-15T08:00:00Z"));

    loads.run(SEPTEMBER_29);

    assertThat(loads.rows(MONTHS))
        .isEqualTo(
            rows(
                """
                7 | 2026-07-01 | Bronze | 3.99 | 0.6 | 3.39 | USD | true | true  | false
                7 | 2026-08-01 | Bronze | 3.99 | 0.6 | 3.39 | USD | true | false | false
                7 | 2026-09-01 | Bronze | 3.99 | 0.6 | 3.39 | USD | true | false | false
                """));
  }

  @Test
  void planOfTheLastSubscribedDateCounts() {
    loads.on(SEPTEMBER_29).plans(PLANS).users(user("1 | 2026-09-01 | | 2026-09-01T08:00:00Z"));
    loads.on(SEPTEMBER_30).users(user("3 | 2026-09-01 | | 2026-09-30T20:59:59Z"));
    loads.on(OCTOBER_1).users(user("1 | 2026-09-01 | | 2026-09-30T21:00:00Z"));

    loads.run(SEPTEMBER_29, SEPTEMBER_30, OCTOBER_1);

    // The last second of September in Bucharest, and the first of October.
    assertThat(loads.rows(MONTHS))
        .isEqualTo(
            rows(
                """
                7 | 2026-09-01 | Gold   | 11.99 | 5.4 | 6.59 | USD | true | true  | false
                7 | 2026-10-01 | Bronze | 3.99  | 0.6 | 3.39 | USD | true | false | false
                """));
  }

  @Test
  void priceOfTheLastSubscribedDateCounts() {
    loads.on(SEPTEMBER_29).plans(PLANS).users(user("1 | 2026-08-01 | | 2026-08-01T08:00:00Z"));
    loads
        .on(SEPTEMBER_30)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code | discount_percent
            1       | Bronze    | 5.00          | EUR           | 0
            3       | Gold      | 11.99         | USD           | 45
            """);

    loads.run(SEPTEMBER_29, SEPTEMBER_30);

    assertThat(loads.rows(MONTHS))
        .isEqualTo(
            rows(
                """
                7 | 2026-08-01 | Bronze | 3.99 | 0.6 | 3.39 | USD | true | true  | false
                7 | 2026-09-01 | Bronze | 5    | 0   | 5    | EUR | true | false | false
                """));
  }

  @Test
  void priceReachesTheMonthWhereAnEarlierDateRanBetweenFailureAndResumption() {
    loads.on(SEPTEMBER_29).plans(PLANS).users(user("1 | 2026-09-01 | | 2026-09-01T08:00:00Z"));
    loads.run(SEPTEMBER_29);
    loads.on(SEPTEMBER_30).plans(PLANS.replace("3.99 ", "7.77 "));
    loads.runOnly(
        SEPTEMBER_30, "await_platform_delivery", "stage_plans", "cleanse_plans", "dim_plan");

    loads.run(SEPTEMBER_29);
    assertThat(loads.rows("select gross_amount from warehouse.fact_subscription_month"))
        .containsExactly("3.99");

    loads.run(SEPTEMBER_30);
    assertThat(loads.rows("select gross_amount from warehouse.fact_subscription_month"))
        .containsExactly("7.77");
  }

  @Test
  void endThatIsReachedChurnsWithoutAnybodySayingSo() {
    loads
        .on(SEPTEMBER_30)
        .plans(PLANS)
        .users(user("1 | 2026-09-01 | 2026-10-02 | 2026-09-01T08:00:00Z"));
    loads.on(OCTOBER_1);
    loads.on(OCTOBER_2);

    loads.run(SEPTEMBER_30, OCTOBER_1);
    assertThat(loads.rows(FLAGS))
        .isEqualTo(
            rows(
                """
                7 | 2026-09-01 | true | true  | false
                7 | 2026-10-01 | true | false | false
                """));

    loads.run(OCTOBER_2);
    assertThat(loads.rows(FLAGS))
        .isEqualTo(
            rows(
                """
                7 | 2026-09-01 | true  | true  | false
                7 | 2026-10-01 | false | false | true
                """));
  }

  @Test
  void startThatIsReachedBeginsWithoutAnybodySayingSo() {
    loads.on(SEPTEMBER_30).plans(PLANS).users(user("1 | 2026-10-02 | | 2026-09-01T08:00:00Z"));
    loads.on(OCTOBER_1);
    loads.on(OCTOBER_2);

    loads.run(SEPTEMBER_30, OCTOBER_1);
    assertThat(loads.rows(FLAGS)).isEmpty();

    loads.run(OCTOBER_2);
    assertThat(loads.rows(FLAGS)).isEqualTo(rows("7 | 2026-10-01 | true | true | false"));
  }

  @Test
  void whoLeavesBetweenTwoMonthsHasNoRowInTheSecond() {
    loads
        .on(SEPTEMBER_30)
        .plans(PLANS)
        .users(user("1 | 2026-09-01 | 2026-10-01 | 2026-09-01T08:00:00Z"));
    loads.on(OCTOBER_1);

    loads.run(SEPTEMBER_30, OCTOBER_1);

    assertThat(loads.rows(FLAGS)).isEqualTo(rows("7 | 2026-09-01 | true | true | false"));
  }

  @Test
  void deletedUserIsNotSubscribedFromThatDateOn() {
    loads.on(SEPTEMBER_30).plans(PLANS).users(user("1 | 2026-09-01 | | 2026-09-01T08:00:00Z"));
    loads
        .on(OCTOBER_2)
        .users(
            """
            user_id | plan_id | subscription_start_date | updated_at           | is_deleted
            7       | 1       | 2026-09-01              | 2026-10-02T08:00:00Z | true
            """);
    loads.on(OCTOBER_3);

    loads.run(SEPTEMBER_30, OCTOBER_2, OCTOBER_3);

    assertThat(loads.rows(FLAGS))
        .isEqualTo(
            rows(
                """
                7 | 2026-09-01 | true  | true  | false
                7 | 2026-10-01 | false | false | true
                """));
  }

  @Test
  void lateCorrectionChangesOldMonths() {
    loads.on(SEPTEMBER_30).plans(PLANS).users(user("1 | 2026-09-01 | | 2026-09-01T08:00:00Z"));
    loads.on(OCTOBER_1);
    loads.run(SEPTEMBER_30, OCTOBER_1);

    loads.on(SEPTEMBER_30).users(user("3 | 2026-09-01 | | 2026-09-01T08:00:00Z"));
    loads.run(SEPTEMBER_30);

    assertThat(loads.rows("select distinct net_amount from warehouse.fact_subscription_month"))
        .containsExactly("6.59");
  }

  @Test
  void unknownPlanHasNoAmounts() {
    loads.on(SEPTEMBER_30).plans(PLANS).users(user("9 | 2026-09-01 | | 2026-09-01T08:00:00Z"));

    loads.run(SEPTEMBER_30);

    assertThat(loads.rows(MONTHS))
        .isEqualTo(rows("7 | 2026-09-01 | Unknown | - | - | - | - | true | true | false"));
    assertThat(
            loads.rows(
                "select outcome from ops.check_result where check_name = 'not_null(net_amount)'"))
        .containsExactly("warned");
  }

  @Test
  void rerunWritesNothing() {
    loads
        .on(SEPTEMBER_30)
        .plans(PLANS)
        .users(user("1 | 2026-09-01 | 2026-10-01 | 2026-09-01T08:00:00Z"));
    loads.on(OCTOBER_1);
    loads.run(SEPTEMBER_30, OCTOBER_1);
    var before = loads.whoWroteWhat();

    loads.run(SEPTEMBER_30, OCTOBER_1);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  private static String user(String planStartEndUpdated) {
    return "user_id | plan_id | subscription_start_date | subscription_end_date | updated_at\n7 | "
        + planStartEndUpdated;
  }
}
