package ro.wowcinema.pipeline.jobs.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class MaintenanceDagTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final MaintenanceFixture maintenance = new MaintenanceFixture(warehouse);

  private static final LocalDate DATE = LocalDate.of(2026, 10, 25);

  @Test
  void isValid() {
    Injector injector =
        Guice.createInjector(
            new MaintenanceModule(
                new RetentionSettings(Period.ofDays(1), Period.ofDays(1)),
                MaintenanceFixture.privacy(true)));

    assertThat(DagValidator.problems(MaintenanceDag.create(), injector::getInstance)).isEmpty();
  }

  @Test
  void settingsAreAsConfigured() {
    Config config =
        Config.of(Map.of(RetentionSettings.LOGS, "P2W", RetentionSettings.AUDIT, "P10Y"));

    assertThat(RetentionSettings.of(config))
        .isEqualTo(new RetentionSettings(Period.ofDays(14), Period.ofYears(10)));
  }

  @Test
  void everyTaskRunsOnNewWarehouseAndHasNothingToDoTheSecondTime() {
    assertThat(maintenance.run(DATE).tasks())
        .extracting(TaskOutcome::task, TaskOutcome::state)
        .containsExactly(
            tuple("partitions_ahead", TaskState.SUCCESS),
            tuple("ledger_retention", TaskState.SKIPPED),
            tuple("privacy_retention", TaskState.SKIPPED),
            tuple("privacy_files", TaskState.SKIPPED),
            tuple("table_statistics", TaskState.SUCCESS));

    assertThat(maintenance.run(DATE).tasks())
        .extracting(TaskOutcome::message)
        .containsExactly(
            "all are there",
            "nothing is old enough",
            "nothing is old enough",
            "no file contains data to erase",
            "all are up to date");
  }

  /** Also where retention is off: the user had requested erasure. */
  @Test
  void interruptedErasureResumesInFilesAndWarnsWhileItCannotEnd() {
    maintenance.execute(
        "insert into pii.erased_user (user_hash, erased_at) values (sha256('somebody'), timestamptz '2026-09-01T00:00:00Z')");

    TaskOutcome files = maintenance.withoutDailyPrivacy().run("privacy_files", DATE);

    assertThat(files.state()).isEqualTo(TaskState.SUCCESS);
    assertThat(files.message()).contains("files that the operator has to repair (see the log): 1");
    assertThat(maintenance.rows("select message from ops.task_log"))
        .contains("there is no landing folder no-landing");
    assertThat(maintenance.rows("select check_name from ops.check_result where outcome = 'warned'"))
        .containsExactly("files were checked");
  }

  @Test
  void nothingAboutPeopleEndsUnlessSomebodyWantsIt() {
    assertThat(maintenance.withoutDailyPrivacy().run("privacy_retention", DATE).message())
        .isEqualTo("off; retention.daily turns it on");
  }
}
