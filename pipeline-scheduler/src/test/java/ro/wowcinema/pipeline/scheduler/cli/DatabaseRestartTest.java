package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.testing.DaemonProcess;
import ro.wowcinema.pipeline.scheduler.testing.HeldTable;
import ro.wowcinema.pipeline.scheduler.testing.RestartableServer;
import ro.wowcinema.pipeline.scheduler.testing.RestartableServer.Mode;

/** A daemon whose database goes away in the middle of a run, and comes back. */
@Timeout(180)
final class DatabaseRestartTest {
  @RegisterExtension static final WarehouseDatabase calm = new WarehouseDatabase();

  private static final LocalDate DATE = LocalDate.of(2025, 9, 20);

  @TempDir Path folder;

  @Test
  void runEndsInSuccessWithoutAnOperator() throws Exception {
    SimulatedLoad deliveries = SimulatedLoad.simulate(folder, DATE, 1);
    deliveries.loadInto(calm.connectionInfo());
    try (RestartableServer server = RestartableServer.start(folder.resolve("server"));
        DaemonProcess daemon =
            DaemonProcess.start(
                    folder.resolve("daemon"),
                    server.connectionInfo(),
                    Map.of("landing", deliveries.landing()))
                .awaitReady();
        Database database = Database.open(server.connectionInfo(), 3)) {
      HeldTable held = HeldTable.of(database, "warehouse.dim_user");
      daemon.ask("pause");
      daemon.ask("trigger", DATE.toString());
      held.awaitHeldUp();

      server.stop(Mode.IMMEDIATE);
      server.start();

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> state(database).equals("success"));
      assertThat(Checksum.ofWarehouse(database)).isEqualTo(Checksum.ofWarehouse(calm.database()));
      assertThat(daemon.isAlive()).isTrue();
    }
  }

  private static String state(Database database) {
    return (String)
        database.dsl().fetchValue("SELECT state FROM ops.dag_run WHERE dag = 'warehouse'");
  }
}
