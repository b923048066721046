package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.run.RunSummary;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.JobSettings;
import ro.wowcinema.pipeline.jobs.simulation.Simulation;
import ro.wowcinema.pipeline.jobs.simulation.Simulator;
import ro.wowcinema.pipeline.jobs.testing.Pipeline;

/** Simulated deliveries, loaded day by day as in production. */
final class SimulatedMonthTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path landing;

  @BeforeEach
  void startEmpty() {
    warehouse.truncateAll();
  }

  /** Winter time begins, a price changes and a month ends within it; three in a hundred are bad. */
  @Test
  void agreesOnADirtyMonth() throws Exception {
    LocalDate from = LocalDate.of(2026, 10, 5);
    Simulation simulation = new Simulation(from, 32, 400, 1_500, 0.8, 11, 0.03);

    compare(simulation, Set.of(from.plusDays(9), from.plusDays(24), from.plusDays(31)));
  }

  @Test
  void agreesOnACleanFortnight() throws Exception {
    LocalDate from = LocalDate.of(2027, 2, 20);
    Simulation simulation = new Simulation(from, 12, 300, 800, 1.2, 23, 0);

    compare(simulation, Set.of(from, from.plusDays(11)));
  }

  private void compare(Simulation simulation, Set<LocalDate> comparedDays)
      throws IOException, InterruptedException, SQLException {
    new Simulator(simulation).writeTo(landing, day -> {});
    Pipeline pipeline = new Pipeline(warehouse.database(), landing);
    ReportComparison comparison =
        new ReportComparison(
            warehouse.database().dataSource(), landing, JobSettings.defaults().catalogSize());
    for (LocalDate day : new LandingReader(landing).platformDates()) {
      RunSummary summary = pipeline.run(day);
      assertThat(summary.isSuccess()).as(summary.toString()).isTrue();
      if (comparedDays.contains(day)) {
        comparison.assertSameReports(day);
      }
    }
  }
}
