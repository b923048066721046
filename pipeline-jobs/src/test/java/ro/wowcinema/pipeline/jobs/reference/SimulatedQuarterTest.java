package ro.wowcinema.pipeline.jobs.reference;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.SuppressedFigures;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Three months of simulated deliveries, loaded day by day as in production. */
final class SimulatedQuarterTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final LocalDate FROM = LocalDate.of(2026, 10, 1);
  private static final LocalDate TO = LocalDate.of(2026, 12, 31);

  /** A month's end, the middle of a month, and the last. */
  private static final Set<LocalDate> COMPARED =
      Set.of(LocalDate.of(2026, 10, 31), LocalDate.of(2026, 11, 18), TO);

  @TempDir Path folder;

  /** Winter time begins, prices change and months end within it; three in a hundred are bad. */
  @Test
  void agreesOnADirtyQuarter() throws Exception {
    int days = Math.toIntExact(DAYS.between(FROM, TO)) + 1;
    new Simulator(new Simulation(FROM, days, 120, 200, 0.4, 11, 0.03)).writeTo(folder, day -> {});
    LoadedLanding landing = new LoadedLanding(warehouse, folder, JobSettings.defaults());

    for (LocalDate day : landing.reader().platformDates()) {
      landing.load(day);
      if (COMPARED.contains(day)) {
        landing.comparison().assertSameReports(day);
        assertThat(SuppressedFigures.solve(warehouse.owner()).known()).isEmpty();
      }
    }
    landing.comparison().assertEveryReportHasRows();
    assertThat(warehouse.dsl().fetchCount(QUARANTINE)).as("refused records").isPositive();
    assertThat(SuppressedFigures.solve(warehouse.owner()).suppressed()).isPositive();
  }
}
