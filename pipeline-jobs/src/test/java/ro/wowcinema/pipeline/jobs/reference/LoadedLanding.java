package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.Pipeline;

/** A landing zone that the product loads, date by date, with the reference beside it. */
final class LoadedLanding {
  /** Days are so small that even tasks with nothing to do take a good part of them. */
  private static final Set<String> OF_IMDB =
      Set.of(
          "stage_titles",
          "cleanse_titles",
          "stage_title_ratings",
          "cleanse_title_ratings",
          "stage_title_episodes",
          "cleanse_title_episodes",
          "fact_title_rating");

  private static final Set<String> OF_PLANS = Set.of("stage_plans", "cleanse_plans", "dim_plan");
  private static final Set<String> OF_CATALOG = Set.of("stage_catalog", "cleanse_catalog");

  private final Path root;
  private final Pipeline pipeline;
  private final ReportComparison comparison;

  LoadedLanding(WarehouseDatabase warehouse, Path root, JobSettings settings) {
    this.root = root;
    this.pipeline = new Pipeline(warehouse.database(), root, settings);
    // The reference has a schema of its own, which only the owner may make.
    this.comparison = new ReportComparison(warehouse.ownersDatabase().dataSource(), root, settings);
  }

  void load(LocalDate date) throws IOException, InterruptedException {
    RunSummary summary =
        pipeline.run(RunRequest.all(WarehouseDag.create(), date).only(tasksWithWork(date)));
    assertThat(summary.isSuccess()).as(summary.toString()).isTrue();
  }

  private Set<String> tasksWithWork(LocalDate date) throws IOException {
    Set<String> tasks = new HashSet<>(LoadFixture.tasksOfReports());
    if (!reader().dates("imdb").contains(date)) {
      tasks.removeAll(OF_IMDB);
    }
    if (!reader().has(DeliveredFile.PLANS, date)) {
      tasks.removeAll(OF_PLANS);
    }
    if (!reader().has(DeliveredFile.CATALOG, date)) {
      tasks.removeAll(OF_CATALOG);
    }
    return tasks;
  }

  ReportComparison comparison() {
    return comparison;
  }

  LandingReader reader() {
    return new LandingReader(root);
  }
}
