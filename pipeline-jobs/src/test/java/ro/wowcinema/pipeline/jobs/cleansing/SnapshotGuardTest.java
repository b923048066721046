package ro.wowcinema.pipeline.jobs.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** A snapshot that lost too much is refused, and nothing of it is kept. */
final class SnapshotGuardTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(warehouse, "stage_catalog", "cleanse_catalog", "stage_plans", "cleanse_plans");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final String OFFERED =
      "select count(*) from cleansed.catalog_change where is_latest and not is_deleted";

  @Test
  void halfOfItMayGo() {
    loads.on(MONDAY).catalog(titles(1, 100));
    loads.on(TUESDAY).catalog(titles(51, 100));

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(OFFERED)).containsExactly("50");
  }

  @Test
  void moreIsRefusedAndNothingIsRetired() {
    loads.on(MONDAY).catalog(titles(1, 100));
    loads.on(TUESDAY).catalog(titles(52, 100));
    loads.run(MONDAY);

    TaskOutcome outcome = loads.outcomes(TUESDAY).get("cleanse_catalog");

    assertThat(outcome.state()).isEqualTo(TaskState.FAILED);
    assertThat(outcome.attempts()).isEqualTo(1);
    assertThat(outcome.message())
        .contains("catalog.csv: 49 members, where the snapshot before had 100: it shrank")
        .endsWith("run the date again with --set snapshot.max-shrink-ratio=1");
    assertThat(loads.rows(OFFERED)).containsExactly("100");
  }

  @Test
  void smallSnapshotMayLoseAllButOne() {
    loads.on(MONDAY).catalog(titles(1, 5));
    loads.on(TUESDAY).catalog(titles(5, 5));

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(OFFERED)).containsExactly("1");
  }

  @Test
  void otherMembersInPlaceOfAllAreNoShrinking() {
    loads.on(MONDAY).catalog(titles(1, 200));
    loads.on(TUESDAY).catalog(titles(301, 450));

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(OFFERED)).containsExactly("150");
  }

  @Test
  void emptySnapshotThatWouldRetireEverythingIsRefused() {
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Gold | 5 | EUR");
    loads.on(TUESDAY).plans("plan_id | plan_name | monthly_price | currency_code");
    loads.run(MONDAY);

    TaskOutcome outcome = loads.outcomes(TUESDAY).get("cleanse_plans");

    assertThat(outcome.state()).isEqualTo(TaskState.FAILED);
    assertThat(outcome.message()).contains("0 members, where the snapshot before had 1");
    assertThat(loads.rows("select plan_id, is_deleted from cleansed.plan_change"))
        .isEqualTo(rows("1 | false"));
  }

  @Test
  void emptySnapshotWhereNothingWasIsFine() {
    loads.on(MONDAY).catalog("title_id");

    loads.run(MONDAY);

    assertThat(loads.rows(OFFERED)).containsExactly("0");
  }

  private static String titles(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> "tt" + number)
        .collect(Collectors.joining("\n", "title_id\n", ""));
  }
}
