package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import ro.wowcinema.pipeline.core.run.RunRequest;
import ro.wowcinema.pipeline.core.run.RunSummary;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.JobSettings;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.testing.Loads;
import ro.wowcinema.pipeline.jobs.testing.Pipeline;

/** A landing zone that the product loads, date by date, with the reference beside it. */
final class LoadedLanding {
  private final Path root;
  private final Pipeline pipeline;
  private final ReportComparison comparison;

  LoadedLanding(WarehouseDatabase warehouse, Path root, JobSettings settings) {
    this.root = root;
    this.pipeline = new Pipeline(warehouse.database(), root, settings);
    this.comparison =
        new ReportComparison(warehouse.ownersDatabase().dataSource(), root, settings.catalogSize());
  }

  void load(LocalDate date) throws InterruptedException {
    RunSummary summary =
        pipeline.run(RunRequest.all(WarehouseDag.create(), date).only(Loads.tasksOfReports()));
    assertThat(summary.isSuccess()).as(summary.toString()).isTrue();
  }

  ReportComparison comparison() {
    return comparison;
  }

  LandingReader reader() {
    return new LandingReader(root);
  }
}
