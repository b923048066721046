package ro.wowcinema.pipeline.jobs.testing;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Random;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.WarehouseModule;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/** The warehouse's DAG on a landing folder and a database, as the product wires it. */
public final class Pipeline {
  private final DagRunner runner;

  public Pipeline(Database database, Path landing) {
    this(database, landing, TestSettings.of(0.05, 0.5, 15_000, 5));
  }

  public Pipeline(Database database, Path landing, JobSettings settings) {
    this(database, landing, settings, TestVault.shared());
  }

  Pipeline(Database database, Path landing, JobSettings settings, PrivacyVault vault) {
    Injector injector =
        Guice.createInjector(new WarehouseModule(new LandingZone(landing), settings, vault));
    runner =
        new DagRunner(
            database,
            injector::getInstance,
            RunnerSettings.defaults(),
            Clock.systemUTC(),
            new Random(1));
  }

  /** Runs a date's whole DAG. */
  public RunSummary run(LocalDate date) throws InterruptedException {
    return run(RunRequest.all(WarehouseDag.create(), date));
  }

  public RunSummary run(RunRequest request) throws InterruptedException {
    return runner.run(request, RunListener.NONE);
  }
}
