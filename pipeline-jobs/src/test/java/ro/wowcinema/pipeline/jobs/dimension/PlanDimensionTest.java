package ro.wowcinema.pipeline.jobs.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class PlanDimensionTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(
          warehouse, "await_platform_delivery", "stage_plans", "cleanse_plans", "dim_plan");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String PLANS =
      """
      plan_id | plan_name | monthly_price | currency_code | discount_percent
      1       | Bronze    | 3.99          | USD           | 15
      2       | Silver    | 5.99          | USD           |
      """;
  private static final String DEARER =
      """
      plan_id | plan_name | monthly_price | currency_code | discount_percent
      1       | Bronze    | 4.49          | USD           | 15
      2       | Silver    | 5.99          | USD           |
      """;
  private static final String DIMENSION =
      """
      select plan_id, plan_name, monthly_price, currency_code, discount_percent, net_monthly_price,
        is_offered, valid_from, valid_to, is_current
      from warehouse.dim_plan where plan_id > 0 order by plan_id, valid_from
      """;

  private static final String CURRENT =
      """
      select plan_id, monthly_price, discount_percent, is_offered
      from warehouse.dim_plan where plan_id > 0 and is_current order by plan_id
      """;

  @Test
  void firstVersionsHoldSinceTheBeginning() {
    loads.on(MONDAY).plans(PLANS);

    loads.run(MONDAY);

    assertThat(loads.rows(DIMENSION))
        .isEqualTo(
            rows(
                """
                1 | Bronze | 3.99 | USD | 15 | 3.39 | true | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true
                2 | Silver | 5.99 | USD | 0  | 5.99 | true | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true
                """));
  }

  @Test
  void newPriceIsNewVersionFromTheStartOfItsDateInBucharest() {
    loads.on(MONDAY).plans(PLANS);
    loads.on(TUESDAY).plans(DEARER);

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(DIMENSION))
        .isEqualTo(
            rows(
                """
                1 | Bronze | 3.99 | USD | 15 | 3.39 | true | 1900-01-01T00:00:00Z | 2026-09-28T21:00:00Z | false
                1 | Bronze | 4.49 | USD | 15 | 3.82 | true | 2026-09-28T21:00:00Z | 9999-12-31T00:00:00Z | true
                2 | Silver | 5.99 | USD | 0  | 5.99 | true | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true
                """));
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).plans(PLANS);
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void dateThatComesLateFallsIntoItsPlace() {
    loads.on(MONDAY).plans(PLANS);
    loads.on(TUESDAY).plans(DEARER);
    loads.on(WEDNESDAY).plans(PLANS);

    loads.run(MONDAY, WEDNESDAY, TUESDAY);

    assertThat(
            loads.rows(
                "select monthly_price, valid_from from warehouse.dim_plan where plan_id = 1 order by 2"))
        .isEqualTo(
            rows(
                """
                3.99 | 1900-01-01T00:00:00Z
                4.49 | 2026-09-28T21:00:00Z
                3.99 | 2026-09-29T21:00:00Z
                """));
  }

  @Test
  void planThatLeavesTheListKeepsItsLastVersion() {
    loads.on(MONDAY).plans(PLANS);
    loads
        .on(TUESDAY)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code
            2       | Silver    | 5.99          | USD
            """);

    loads.run(MONDAY, TUESDAY);

    assertThat(
            loads.rows(
                "select plan_id, is_offered, is_current from warehouse.dim_plan where plan_id > 0 order by 1"))
        .isEqualTo(
            rows(
                """
                1 | false | true
                2 | true  | true
                """));
  }

  @Test
  void rejectedPlanDoesNotReachIt() {
    loads
        .on(MONDAY)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code
            1       | Bronze    | 3.99          | USD
            2       | Silver    | much          | USD
            """);

    loads.run(MONDAY);

    assertThat(loads.rows("select plan_id from warehouse.dim_plan where plan_id > 0"))
        .containsExactly("1");
    assertThat(loads.rows("select line_number, reason_code, column_name from ops.quarantine"))
        .isEqualTo(rows("3 | malformed_required_field | monthly_price"));
  }

  /** Money is never guessed: neither a price nor a discount, and nothing is taken for withdrawn. */
  @Test
  void planWhoseRecordIsRefusedKeepsWhatItHad() {
    loads.on(MONDAY).plans(PLANS + "3 | Gold | 11.99 | USD | 45\n");
    loads
        .on(TUESDAY)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code | discount_percent
            1       | Bronze    | 3.99          | USD           | 15%
            2       | Silver    | 6.99          | USD           |
            """);

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(CURRENT))
        .isEqualTo(
            rows(
                """
                1 | 3.99  | 15 | true
                2 | 6.99  | 0  | true
                3 | 11.99 | 45 | false
                """));
    assertThat(loads.rows("select line_number, reason_code, record_key from ops.quarantine"))
        .containsExactly("2 | malformed_field | 1");
  }

  @Test
  void whereNobodyKnowsWhoseTheRefusedRecordIsNoPlanIsTakenForWithdrawn() {
    loads.on(MONDAY).plans(PLANS);
    loads
        .on(TUESDAY)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code | discount_percent
            one     | Bronze    | 4.49          | USD           | 15
            2       | Silver    | 6.99          | USD           |
            """);

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(CURRENT)).containsExactly("1 | 3.99 | 15 | true", "2 | 6.99 | 0 | true");
  }

  @Test
  void keptIsWhatHeldBeforeThatDelivery() {
    loads.on(MONDAY).plans(PLANS);
    loads.on(WEDNESDAY).plans(DEARER);
    loads
        .on(TUESDAY)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code | discount_percent
            1       | Bronze    | cheap         | USD           | 15
            2       | Silver    | 5.99          | USD           |
            """);

    loads.run(MONDAY, WEDNESDAY, TUESDAY);

    assertThat(
            loads.rows(
                "select monthly_price, valid_from, is_offered from warehouse.dim_plan where plan_id = 1 order by valid_from"))
        .containsExactly(
            "3.99 | 1900-01-01T00:00:00Z | true", "4.49 | 2026-09-29T21:00:00Z | true");
  }

  /** A record that is refused confirms nothing: a correction before it holds after it, too. */
  @ParameterizedTest
  @ValueSource(strings = {"1       ", "one     "})
  void correctionReachesAPlanThatKeepsWhatItHad(String refused) {
    loads.on(MONDAY).plans(PLANS);
    loads
        .on(TUESDAY)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code | discount_percent
            %s| Bronze    | cheap         | USD           | 15
            2       | Silver    | 5.99          | USD           |
            """
                .formatted(refused));
    loads.on(WEDNESDAY).plans(DEARER);
    loads.run(MONDAY, TUESDAY, WEDNESDAY);

    loads.on(MONDAY).plans(PLANS.replace("3.99", "2.99"));
    loads.run(MONDAY);

    assertThat(
            loads.rows(
                "select monthly_price, valid_from from warehouse.dim_plan where plan_id = 1 order by valid_from"))
        .containsExactly("2.99 | 1900-01-01T00:00:00Z", "4.49 | 2026-09-29T21:00:00Z");
  }

  @Test
  void planThatWasNeverKnownIsNotMadeUp() {
    loads
        .on(MONDAY)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code | discount_percent
            1       | Bronze    | cheap         | USD           | 15
            2       | Silver    | 5.99          | USD           |
            """);

    loads.run(MONDAY);

    assertThat(loads.rows(CURRENT)).containsExactly("2 | 5.99 | 0 | true");
  }
}
