package ro.wowcinema.pipeline.jobs.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.retention.PrivacyRetention;
import ro.wowcinema.pipeline.jobs.privacy.retention.RetentionPeriods;
import ro.wowcinema.pipeline.jobs.testing.TestVault;

/** The maintenance's DAG as the product wires it, on a warehouse that was just migrated. */
final class MaintenanceFixture implements BeforeEachCallback {
  /** Far from every date of the tests: none of the jobs may ask for it. */
  private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");

  private final WarehouseDatabase warehouse;
  private RetentionSettings retention;
  private boolean isPrivacyDaily;

  MaintenanceFixture(WarehouseDatabase warehouse) {
    this.warehouse = warehouse;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    warehouse.truncateAll();
    retention = new RetentionSettings(Period.ofDays(90), Period.ofYears(2));
    isPrivacyDaily = true;
  }

  MaintenanceFixture withoutDailyPrivacy() {
    isPrivacyDaily = false;
    return this;
  }

  MaintenanceFixture withRetention(Period logs, Period audit) {
    retention = new RetentionSettings(logs, audit);
    return this;
  }

  /** On folders that are not there: nothing of them is to be asked for. */
  static PrivacyRetention privacy(boolean isDaily) {
    return new PrivacyRetention(
        new RetentionPeriods(Period.ofDays(30), Period.ofDays(90), Period.ofYears(2), isDaily),
        TestVault.shared(),
        new LandingZone(Path.of("no-landing")),
        Path.of("no-home"));
  }

  /** Runs the whole DAG; it must succeed. */
  RunSummary run(LocalDate date) {
    return run(RunRequest.all(MaintenanceDag.create(), date));
  }

  /** Runs one task, which must succeed: how it ended. */
  TaskOutcome run(String task, LocalDate date) {
    return run(RunRequest.all(MaintenanceDag.create(), date).only(Set.of(task))).tasks().get(0);
  }

  private RunSummary run(RunRequest request) {
    Injector injector =
        Guice.createInjector(new MaintenanceModule(retention, privacy(isPrivacyDaily)));
    DagRunner runner =
        new DagRunner(
            warehouse.database(),
            injector::getInstance,
            RunnerSettings.defaults(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Random(1));
    try {
      RunSummary summary = runner.run(request, RunListener.NONE);
      assertThat(summary.isSuccess()).as(summary.tasks().toString()).isTrue();
      return summary;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Executes statements as the schema's owner in one transaction, and has what it changed counted
   * when it ends.
   */
  void execute(String... statements) {
    warehouse
        .owner()
        .transactionResult(
            configuration -> {
              DSLContext dsl = configuration.dsl();
              for (String statement : statements) {
                dsl.execute(statement);
              }
              return dsl.fetch("select pg_stat_force_next_flush()");
            });
  }

  /** Rows of a query, cells between bars. */
  List<String> rows(String sql) {
    return warehouse.dsl().fetch(sql).map(MaintenanceFixture::cells);
  }

  private static String cells(Record row) {
    return row.intoList().stream().map(String::valueOf).collect(Collectors.joining(" | "));
  }
}
