package ro.wowcinema.pipeline.jobs.reference;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.JobSettings;
import ro.wowcinema.pipeline.jobs.simulation.Simulation;
import ro.wowcinema.pipeline.jobs.simulation.Simulator;

/** Simulated deliveries, loaded day by day as in production. */
final class SimulatedMonthTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;

  @BeforeEach
  void startEmpty() {
    warehouse.truncateAll();
  }

  /** Winter time begins, a price changes and a month ends within it; three in a hundred are bad. */
  @Test
  void agreesOnADirtyMonth() throws Exception {
    LocalDate from = LocalDate.of(2026, 10, 5);
    Simulation simulation = new Simulation(from, 32, 400, 1_500, 0.8, 11, 0.03);

    agreesOn(simulation, Set.of(from.plusDays(9), from.plusDays(24), from.plusDays(31)));
  }

  @Test
  void agreesOnACleanWeek() throws Exception {
    LocalDate from = LocalDate.of(2027, 2, 24);
    Simulation simulation = new Simulation(from, 8, 300, 800, 1.2, 23, 0);

    agreesOn(simulation, Set.of(from, from.plusDays(7)));
  }

  private void agreesOn(Simulation simulation, Set<LocalDate> comparedDays) throws Exception {
    new Simulator(simulation).writeTo(folder, day -> {});
    LoadedLanding landing = new LoadedLanding(warehouse, folder, JobSettings.defaults());
    for (LocalDate day : landing.reader().platformDates()) {
      landing.load(day);
      if (comparedDays.contains(day)) {
        landing.comparison().assertSameReports(day);
        landing.comparison().assertEveryReportHasRows();
      }
    }
  }
}
