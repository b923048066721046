package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.run.RunSummary;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.simulation.Simulation;
import ro.wowcinema.pipeline.jobs.simulation.Simulator;
import ro.wowcinema.pipeline.jobs.testing.Pipeline;

final class WarehouseRunTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path landing;

  @Test
  void loadsWhatTheSimulatorDelivers() throws IOException, InterruptedException {
    LocalDate from = LocalDate.of(2026, 9, 28);
    new Simulator(new Simulation(from, 6, 200, 500, 0.8, 7, 0.02)).writeTo(landing, day -> {});
    Pipeline pipeline = new Pipeline(warehouse.database(), landing);

    for (int day = 0; day < 6; day++) {
      RunSummary summary = pipeline.run(from.plusDays(day));
      System.out.println(summary.took() + " " + summary.tasks());
      assertThat(summary.isSuccess()).as(summary.toString()).isTrue();
    }
    System.out.println(
        warehouse
            .dsl()
            .fetch("select * from mart.report_revenue_by_plan order by month desc limit 8"));
    System.out.println(warehouse.dsl().fetch("select * from mart.report_top_10_movies"));
    System.out.println(warehouse.dsl().fetch("select * from mart.report_session_duration"));
    System.out.println(
        warehouse
            .dsl()
            .fetch(
                "select file_name, logical_date,lines_read,loaded,duplicates,rejected,warnings,orphans from ops.source_file order by 2,1"));
  }
}
