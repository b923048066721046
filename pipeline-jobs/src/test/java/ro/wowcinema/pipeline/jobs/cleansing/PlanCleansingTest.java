package ro.wowcinema.pipeline.jobs.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class PlanCleansingTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads = LoadFixture.of(warehouse, "stage_plans", "cleanse_plans");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String CHANGES =
      """
      select plan_id, effective_at, plan_name, monthly_price, is_deleted
      from cleansed.plan_change order by plan_id, effective_at
      """;

  @Test
  void firstSnapshotIsChangeOfEverythingInIt() {
    loads.on(MONDAY).plans(bronzeAt("3.99") + "2 | Silver | 5.99 | USD\n");

    loads.run(MONDAY);

    assertThat(loads.rows(CHANGES))
        .isEqualTo(
            rows(
                """
                1 | 2026-09-27T21:00:00Z | Bronze | 3.99 | false
                2 | 2026-09-27T21:00:00Z | Silver | 5.99 | false
                """));
    assertThat(loads.rows("select plan_id from change_queue.changed_plan order by 1"))
        .containsExactly("1", "2");
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).plans(bronzeAt("3.99"));
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void snapshotLeavesRowsOnlyWhereSomethingChanged() {
    loads.on(MONDAY).plans(bronzeAt("3.99") + "2 | Silver | 5.99 | USD\n");
    loads.on(TUESDAY).plans(bronzeAt("3.990") + "3 | Gold | 9 | USD\n");

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(CHANGES))
        .isEqualTo(
            rows(
                """
                1 | 2026-09-27T21:00:00Z | Bronze | 3.99 | false
                2 | 2026-09-27T21:00:00Z | Silver | 5.99 | false
                2 | 2026-09-28T21:00:00Z | Silver | 5.99 | true
                3 | 2026-09-28T21:00:00Z | Gold   | 9    | false
                """));
  }

  @Test
  void snapshotRedeliveredBetweenTwoLoadedOnesChangesItsOwnDayOnly() {
    loads.on(MONDAY).plans(bronzeAt("1"));
    loads.on(TUESDAY).plans(bronzeAt("1"));
    loads.on(WEDNESDAY).plans(bronzeAt("1"));
    loads.run(MONDAY, TUESDAY, WEDNESDAY);
    loads.on(TUESDAY).plans(bronzeAt("2"));

    loads.run(TUESDAY);

    assertThat(loads.rows(CHANGES))
        .isEqualTo(
            rows(
                """
                1 | 2026-09-27T21:00:00Z | Bronze | 1 | false
                1 | 2026-09-28T21:00:00Z | Bronze | 2 | false
                1 | 2026-09-29T21:00:00Z | Bronze | 1 | false
                """));
  }

  @Test
  void snapshotThatComesLateWithPlanThatTheNextOneLacksEndsItThere() {
    loads.on(MONDAY).plans(bronzeAt("1"));
    loads.on(WEDNESDAY).plans(bronzeAt("1"));
    loads.on(TUESDAY).plans(bronzeAt("1") + "2 | Silver | 5.99 | USD\n");

    loads.run(MONDAY, WEDNESDAY, TUESDAY);

    assertThat(loads.rows(CHANGES))
        .isEqualTo(
            rows(
                """
                1 | 2026-09-27T21:00:00Z | Bronze | 1    | false
                2 | 2026-09-28T21:00:00Z | Silver | 5.99 | false
                2 | 2026-09-29T21:00:00Z | Silver | 5.99 | true
                """));
  }

  @Test
  void lastOfTwoLinesCountsAndRejectedOnesAreSetAside() {
    loads
        .on(MONDAY)
        .plans(
            bronzeAt("1") + "1 | Bronze | 2 | USD\n2 | Silver | 5.999 | USD\n3 | Gold | 9 | lei\n");

    loads.run(MONDAY);

    assertThat(loads.rows(CHANGES))
        .isEqualTo(rows("1 | 2026-09-27T21:00:00Z | Bronze | 2 | false"));
    assertThat(loads.rows("select line_number, column_name from ops.quarantine order by 1"))
        .isEqualTo(
            rows(
                """
                4 | monthly_price
                5 | currency_code
                """));
    assertThat(loads.rows("select lines_read, loaded, duplicates, rejected from ops.source_file"))
        .isEqualTo(rows("4 | 1 | 1 | 2"));
  }

  private static String bronzeAt(String price) {
    return """
        plan_id | plan_name | monthly_price | currency_code
        1       | Bronze    | %s            | USD
        """
        .formatted(price);
  }
}
