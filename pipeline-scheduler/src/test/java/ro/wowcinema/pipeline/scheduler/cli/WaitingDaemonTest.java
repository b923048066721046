package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;
import ro.wowcinema.pipeline.scheduler.testing.DaemonProcess;

/** A daemon whose dates wait for deliveries, and what it does with the others meanwhile. */
@Timeout(240)
final class WaitingDaemonTest {
  @RegisterExtension static final WarehouseDatabase calm = new WarehouseDatabase();
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final LocalDate FROM = LocalDate.of(2025, 9, 20);
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void laterDateGoesAheadAndTheWaitingOneFollowsWhenItIsDelivered() throws Exception {
    SimulatedLoad deliveries = SimulatedLoad.simulate(folder, FROM, 2);
    deliveries.loadInto(calm.connectionInfo());
    Path mark = Path.of(deliveries.landing(), "platform", FROM.toString(), "_SUCCESS");
    Path elsewhere = Files.move(mark, folder.resolve("mark"));
    try (DaemonProcess daemon =
        DaemonProcess.start(
                folder.resolve("daemon"),
                warehouse.connectionInfo(),
                Map.of(
                    "landing",
                    deliveries.landing(),
                    // A century: these dates were due long ago.
                    "daemon.delivery-deadline",
                    "PT876000H"))
            .awaitReady()) {
      daemon.ask("pause", "a test");
      daemon.ask("backfill", FROM.toString(), deliveries.to().toString(), "a test");

      await().atMost(LIMIT).until(() -> state(deliveries.to()).equals("success"));
      assertThat(state(FROM)).isEqualTo("queued");
      assertThat(leasesEverTaken(FROM)).isZero();
      assertThat(daemon.ask("preview", FROM.toString(), FROM.toString()))
          .contains("state=waiting", "deliveries=imdb, platform (incomplete)")
          .contains("note=waits for the platform's delivery " + mark.getParent());
      assertThat(daemon.ask("runs", "5")).contains("state=waiting");

      Files.move(elsewhere, mark);
      await().atMost(LIMIT).until(() -> state(FROM).equals("success"));

      assertThat(Checksums.ofStarWithoutSurrogateKeys(warehouse.dsl()))
          .as("loaded in the other order")
          .isEqualTo(Checksums.ofStarWithoutSurrogateKeys(calm.dsl()));
      assertThatThrownBy(() -> daemon.ask("trigger", "1850-01-01"))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("1850-01-01 is before 2025-09-20, the start date of warehouse")
          .hasMessageContaining("schedule.warehouse-start-date");
      assertThat(daemon.ask("rerunFrom", FROM.toString(), "2025-09-21", "publish_reports", "late"))
          .isEqualTo("2 of 2 dates of warehouse are queued again.");
    }
    assertThat(
            warehouse
                .dsl()
                .fetch(
                    "SELECT concat_ws(' ', action, outcome, reason) FROM ops.operator_action ORDER BY action_id")
                .getValues(0, String.class))
        .containsExactly(
            "pause done a test", "backfill done a test", "trigger refused", "rerunFrom done late");
  }

  private static String state(LocalDate date) {
    return String.valueOf(
        warehouse
            .dsl()
            .fetchValue(
                "SELECT state FROM ops.dag_run WHERE dag = 'warehouse' AND logical_date = ?",
                date));
  }

  private static long leasesEverTaken(LocalDate date) {
    return (long)
        warehouse
            .dsl()
            .fetchValue(
                "SELECT epoch FROM ops.dag_run WHERE dag = 'warehouse' AND logical_date = ?", date);
  }
}
