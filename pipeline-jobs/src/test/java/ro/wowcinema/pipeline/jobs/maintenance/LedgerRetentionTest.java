package ro.wowcinema.pipeline.jobs.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Ages are 90 days and two years; days begin at midnight in Bucharest, in summer at 21:00 UTC. */
final class LedgerRetentionTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final MaintenanceFixture maintenance = new MaintenanceFixture(warehouse);

  /** 90 days after 3 August 2026, and two years after 1 November 2024. */
  private static final LocalDate DATE = LocalDate.of(2026, 11, 1);

  private static final String OLD = "'2026-08-02 20:59:59.999999+00'";
  private static final String YOUNG = "'2026-08-02 21:00:00+00'";
  private static final String ANCIENT = "'2024-10-31 21:59:59.999999+00'";
  private static final String NOT_ANCIENT = "'2024-10-31 22:00:00+00'";

  @BeforeEach
  void startWithOneAttempt() {
    maintenance.execute(
        """
        insert into ops.dag_run (dag, logical_date, state, created_at)
        values ('warehouse', '2024-01-01', 'failed', '2024-01-02 00:00:00+00')
        """,
        "insert into ops.task_run (run_id, task, state) select run_id, 'dim_user', 'failed' from ops.dag_run",
        """
        insert into ops.task_attempt (task_run_id, attempt, epoch, state, started_at, message, error_class)
        select task_run_id, 1, 1, 'failed', '2024-01-02 00:00:00+00', 'no space left', 'x.Y' from ops.task_run
        """);
  }

  @Test
  void logLinesGoAfterTheirAge() {
    maintenance.execute(logLine(1, OLD), logLine(2, YOUNG));

    TaskOutcome outcome = run(DATE);

    assertThat(outcome.state()).isEqualTo(TaskState.SUCCESS);
    assertThat(outcome.message()).isEqualTo("deleted 1 log lines");
    assertThat(outcome.rowsWritten()).isEqualTo(1);
    assertThat(maintenance.rows("select seq from ops.task_log")).containsExactly("2");
  }

  @Test
  void passedChecksGoBeforeOthersAndBeforeWhatLaterDatesAreHeldAgainst() {
    maintenance.execute(
        check("passed old", "passed", "null", OLD),
        check("passed young", "passed", "null", YOUNG),
        check("measured old", "passed", "7", OLD),
        check("warned old", "warned", "null", OLD),
        check("failed old", "failed", "null", OLD),
        check("failed not ancient", "failed", "null", NOT_ANCIENT),
        check("passed ancient", "passed", "null", ANCIENT),
        check("measured ancient", "passed", "7", ANCIENT),
        check("failed ancient", "failed", "null", ANCIENT));

    assertThat(run(DATE).message()).isEqualTo("deleted 2 passed checks, 2 other checks");

    assertThat(maintenance.rows("select check_name from ops.check_result order by 1"))
        .containsExactly(
            "failed not ancient", "failed old", "measured old", "passed young", "warned old");
  }

  @Test
  void alertsExpireOnceTheyAreDeliveredOrGivenUp() {
    maintenance.execute(
        alert("delivered", OLD),
        delivery("delivered", "webhook", "null", OLD),
        alert("given up", OLD),
        delivery("given up", "webhook", "null", "null"),
        alert("no channel", OLD),
        alert("half delivered", OLD),
        delivery("half delivered", "webhook", "null", OLD),
        delivery("half delivered", "email", "'2026-10-31 00:00:00+00'", "null"),
        alert("young", YOUNG),
        delivery("young", "webhook", "null", YOUNG));

    assertThat(run(DATE).message()).isEqualTo("deleted 3 alerts");

    assertThat(maintenance.rows("select message from ops.alert order by 1"))
        .containsExactly("half delivered", "young");
    assertThat(maintenance.rows("select channel from ops.alert_delivery order by 1"))
        .containsExactly("email", "webhook", "webhook");
  }

  @Test
  void whatOperatorsDidIsKeptForLonger() {
    maintenance.execute(action("pause", ANCIENT), action("resume", NOT_ANCIENT));

    assertThat(run(DATE).message()).isEqualTo("deleted 1 operators' actions");

    assertThat(maintenance.rows("select action from ops.operator_action"))
        .containsExactly("resume");
  }

  @Test
  void runAgainDeletesNothingMore() {
    maintenance.execute(logLine(1, OLD), logLine(2, YOUNG));
    run(DATE);

    TaskOutcome second = run(DATE);

    assertThat(second.state()).isEqualTo(TaskState.SKIPPED);
    assertThat(second.message()).isEqualTo("nothing is old enough");
    assertThat(maintenance.rows("select seq from ops.task_log")).containsExactly("2");
  }

  @Test
  void ageIsCountedFromTheLogicalDate() {
    maintenance.execute(logLine(1, OLD), logLine(2, YOUNG));

    assertThat(run(DATE.minusDays(1)).state()).isEqualTo(TaskState.SKIPPED);
    assertThat(run(DATE.plusDays(1)).message()).isEqualTo("deleted 2 log lines");
  }

  @Test
  void agesAreAsConfigured() {
    maintenance.execute(logLine(1, "'2026-10-29 00:00:00+00'"), action("pause", YOUNG));

    TaskOutcome outcome =
        maintenance
            .withRetention(Period.ofDays(1), Period.ofMonths(1))
            .run("ledger_retention", DATE);

    assertThat(outcome.message()).isEqualTo("deleted 1 log lines, 1 operators' actions");
  }

  @Test
  void moreThanOneBatchGoesAtOnce() {
    maintenance.execute(
        """
        insert into ops.task_log (task_run_id, attempt, seq, logged_at, message)
        select task_run_id, 1, n, '2026-01-01 00:00:00+00', 'line' from ops.task_run, generate_series(1, 20001) as n
        """);

    assertThat(run(DATE).message()).isEqualTo("deleted 20001 log lines");
    assertThat(maintenance.rows("select count(*) from ops.task_log")).containsExactly("0");
  }

  @Test
  void runsAttemptsFilesAndWhatWasRefusedStay() {
    maintenance.execute(
        """
        insert into ops.source_file (source, logical_date, file_name, path, sha256, size_bytes, state,
          lines_read, loaded, rejected, warnings, run_id, loaded_at)
        select 'platform', '2024-01-01', 'users.csv', '/x', 'x', 1, 'cleansed', 1, 0, 1, 1, run_id,
          '2024-01-02 00:00:00+00' from ops.dag_run
        """,
        """
        insert into ops.quarantine (source_file_id, line_number, reason_code, detail, raw_line)
        select source_file_id, 2, 'BAD_DATE', 'x', 'x' from ops.source_file
        """,
        """
        insert into ops.field_warning (source_file_id, line_number, reason_code, detail, raw_line)
        select source_file_id, 2, 'BAD_DATE', 'x', 'x' from ops.source_file
        """);

    assertThat(run(LocalDate.of(2039, 1, 1)).state()).isEqualTo(TaskState.SKIPPED);

    assertThat(
            maintenance.rows(
                """
                select dag_run.logical_date, task, message, file_name,
                  (select count(*) from ops.quarantine), (select count(*) from ops.field_warning)
                from ops.dag_run
                  join ops.task_run using (run_id)
                  join ops.task_attempt using (task_run_id)
                  join ops.source_file using (run_id)
                """))
        .containsExactly("2024-01-01 | dim_user | no space left | users.csv | 1 | 1");
  }

  private TaskOutcome run(LocalDate date) {
    return maintenance.run("ledger_retention", date);
  }

  private static String logLine(int seq, String at) {
    return "insert into ops.task_log (task_run_id, attempt, seq, logged_at, message) select task_run_id, 1, %d, %s, 'line' from ops.task_run"
        .formatted(seq, at);
  }

  private static String check(String name, String outcome, String measured, String at) {
    return """
        insert into ops.check_result
          (task_run_id, attempt, target, check_name, kind, outcome, measured, detail, checked_at)
        select task_run_id, 1, 'warehouse.dim_user', '%s', 'custom', '%s', %s, '', %s from ops.task_run
        """
        .formatted(name, outcome, measured, at);
  }

  private static String alert(String message, String at) {
    return "insert into ops.alert (raised_at, kind, dag, logical_date, message) values (%s, 'run_failed', 'warehouse', '2026-01-01', '%s')"
        .formatted(at, message);
  }

  private static String delivery(String message, String channel, String next, String delivered) {
    return "insert into ops.alert_delivery (alert_id, channel, next_attempt_at, delivered_at) select alert_id, '%s', %s, %s from ops.alert where message = '%s'"
        .formatted(channel, next, delivered, message);
  }

  private static String action(String action, String at) {
    return "insert into ops.operator_action (acted_at, operator, action, arguments, outcome, answer) values (%s, 'ana', '%s', '', 'done', '')"
        .formatted(at, action);
  }
}
