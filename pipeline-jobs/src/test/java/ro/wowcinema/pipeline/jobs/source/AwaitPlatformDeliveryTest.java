package ro.wowcinema.pipeline.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.run.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Loads;

final class AwaitPlatformDeliveryTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final Loads loads = Loads.of(warehouse, "await_platform_delivery", "stage_catalog");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);

  @Test
  void incompleteDeliveryFailsAtTheDeadlineAndNamesTheFolder() {
    loads.files().write("platform", MONDAY, "catalog.csv", "title_id\ntt1\n");

    var outcomes = loads.outcomes(MONDAY);

    assertThat(outcomes.get("await_platform_delivery").state()).isEqualTo(TaskState.FAILED);
    assertThat(outcomes.get("await_platform_delivery").message())
        .contains("platform/2026-09-28", "_SUCCESS");
    assertThat(outcomes.get("stage_catalog").state()).isEqualTo(TaskState.UPSTREAM_FAILED);
    assertThat(loads.rows("select * from staging.catalog")).isEmpty();
  }

  @Test
  void completeDeliveryIsTakenIn() {
    loads.on(MONDAY).catalog("title_id\ntt1");

    loads.run(MONDAY);

    assertThat(loads.rows("select title_id from staging.catalog")).containsExactly("tt1");
  }
}
