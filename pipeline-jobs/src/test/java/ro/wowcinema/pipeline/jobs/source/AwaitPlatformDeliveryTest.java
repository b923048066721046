package ro.wowcinema.pipeline.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class AwaitPlatformDeliveryTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads = LoadFixture.of(warehouse, "await_platform_delivery", "stage_catalog");

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
  void linkIsNoMarkOfACompleteDelivery() throws IOException {
    loads.on(MONDAY).catalog("title_id\ntt1");
    Path mark = loads.folder().resolve("platform/2026-09-28/_SUCCESS");
    Path elsewhere = Files.move(mark, loads.folder().resolve("elsewhere"));
    Files.createSymbolicLink(mark, elsewhere);

    var outcomes = loads.outcomes(MONDAY);

    assertThat(outcomes.get("await_platform_delivery").state()).isEqualTo(TaskState.FAILED);
    assertThat(outcomes.get("await_platform_delivery").message())
        .contains("_SUCCESS: this is a symbolic link");
  }

  @Test
  void folderBehindALinkIsNoDelivery() throws IOException {
    loads.on(MONDAY).catalog("title_id\ntt1");
    Path folder = loads.folder().resolve("platform/2026-09-28");
    Files.createSymbolicLink(folder, Files.move(folder, loads.folder().resolve("elsewhere")));

    var outcomes = loads.outcomes(MONDAY);

    assertThat(outcomes.get("await_platform_delivery").message())
        .contains("platform/2026-09-28: this is a symbolic link");
  }

  @Test
  void completeDeliveryIsTakenIn() {
    loads.on(MONDAY).catalog("title_id\ntt1");

    loads.run(MONDAY);

    assertThat(loads.rows("select title_id from staging.catalog")).containsExactly("tt1");
  }
}
