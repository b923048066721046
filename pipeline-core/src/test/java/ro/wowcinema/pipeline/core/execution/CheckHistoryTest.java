package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.warehouse.ops.Tables.TASK_LOG;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.B;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.CheckKind;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.core.quality.Deviation;

/**
 * Figures are held against what the same task measured on earlier dates that were completed. The
 * job writes log lines of its own attempt: a row count and their times are what is measured.
 */
final class CheckHistoryTest extends DagRunnerTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
  private static final Deviation AFTER_THREE_DATES = new Deviation(2, 3, 28, false);
  private static final Dag TWO_TASKS =
      Dag.named("warehouse").task("a", A.class).task("b", B.class).after("a").build();

  private static final List<Check> ROW_COUNT =
      Checks.of(TASK_LOG)
          .within((dsl, date) -> TASK_LOG.MESSAGE.eq("row of " + date))
          .rowCount(AFTER_THREE_DATES)
          .list();
  private static final List<Check> FRESHNESS =
      Checks.of(TASK_LOG)
          .within((dsl, date) -> TASK_LOG.MESSAGE.eq("row of " + date))
          .freshness(
              TASK_LOG.LOGGED_AT,
              date -> date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
              AFTER_THREE_DATES)
          .list();

  private static final Set<CheckKind> TRIPPED = EnumSet.noneOf(CheckKind.class);
  private static final Set<CheckKind> PASSED = EnumSet.noneOf(CheckKind.class);

  /** The kinds that {@code ChecksTest} leaves to this. */
  @AfterAll
  static void everyKindOfAFigureWasTrippedAndPassed() {
    assertThat(TRIPPED).containsExactlyInAnyOrder(CheckKind.ROW_COUNT, CheckKind.FRESHNESS);
    assertThat(PASSED).containsExactlyInAnyOrder(CheckKind.ROW_COUNT, CheckKind.FRESHNESS);
  }

  @BeforeEach
  void succeedByDefault() {
    jobs.on(B.class, context -> JobResult.of(0, 0));
  }

  @Test
  void rowCountOutOfLineWarns() throws InterruptedException {
    day(0, 10, 23, ROW_COUNT);
    day(1, 12, 23, ROW_COUNT);
    day(2, 11, 23, ROW_COUNT);

    assertThat(day(3, 16, 23, ROW_COUNT)).isEqualTo("passed 16 as usual");
    assertThat(day(4, 30, 23, ROW_COUNT))
        .isEqualTo(
            "warned 30 30, where 11.50 is usual, and up to 23 or down to 1.33 (the last 4 completed dates)");
    assertThat(day(5, 0, 23, ROW_COUNT)).startsWith("warned 0 0, where 12 is usual");
  }

  @Test
  void freshnessOutOfLineWarns() throws InterruptedException {
    day(0, 1, 22, FRESHNESS);
    day(1, 1, 22, FRESHNESS);
    day(2, 1, 22, FRESHNESS);

    assertThat(day(3, 1, 23, FRESHNESS)).isEqualTo("passed 1.00 as usual");
    assertThat(day(4, 1, 12, FRESHNESS))
        .isEqualTo(
            "warned 12.00 12, where 2 is usual, and up to 6.24 (the last 4 completed dates)");
    assertThat(day(5, 0, 22, FRESHNESS)).isEqualTo("passed nothing to measure");
  }

  @Test
  void nothingIsSaidBeforeThereIsHistory() throws InterruptedException {
    day(0, 10, 23, ROW_COUNT);
    day(1, 10, 23, ROW_COUNT);

    assertThat(day(2, 1000, 23, ROW_COUNT)).isEqualTo("passed 1000 as usual");
  }

  @Test
  void datesThatWereNotCompletedDoNotCount() throws InterruptedException {
    jobs.on(
        B.class,
        context -> {
          throw new IllegalStateException("broken");
        });
    day(0, 1000, 23, ROW_COUNT);
    day(1, 1000, 23, ROW_COUNT);
    jobs.on(B.class, context -> JobResult.of(0, 0));
    day(2, 10, 23, ROW_COUNT);
    day(3, 10, 23, ROW_COUNT);

    assertThat(day(4, 1000, 23, ROW_COUNT)).isEqualTo("passed 1000 as usual");
    assertThat(day(5, 9, 23, ROW_COUNT)).isEqualTo("passed 9 as usual");
  }

  @Test
  void laterDatesAndEarlierRunsOfTheSameDateDoNotCount() throws InterruptedException {
    day(7, 500, 23, ROW_COUNT);
    day(8, 500, 23, ROW_COUNT);
    day(9, 500, 23, ROW_COUNT);
    day(0, 900, 23, ROW_COUNT);
    day(0, 10, 23, ROW_COUNT);
    day(1, 10, 23, ROW_COUNT);
    day(2, 10, 23, ROW_COUNT);

    assertThat(day(3, 10, 23, ROW_COUNT)).isEqualTo("passed 10 as usual");
    assertThat(day(3, 500, 23, ROW_COUNT)).startsWith("warned 500");
  }

  /** Runs a date with that number of rows at that hour; returns what the check found. */
  private String day(int number, int rows, int hour, List<Check> checks)
      throws InterruptedException {
    LocalDate date = FIRST.plusDays(number);
    jobs.on(
            A.class,
            context -> {
              context.dsl().execute("DELETE FROM ops.task_log");
              context
                  .dsl()
                  .execute(
                      """
                      INSERT INTO ops.task_log (task_run_id, attempt, seq, logged_at, message)
                      SELECT task_run_id, attempt, 1000 + n, ?::timestamptz, ?
                      FROM ops.task_attempt CROSS JOIN generate_series(1, ?) AS n WHERE state = 'running'
                      """,
                      "%sT%02d:00:00Z".formatted(date, hour),
                      "row of " + date,
                      rows);
              return JobResult.of(rows, rows);
            })
        .guarding(A.class, checks);
    engine.run(RunRequest.all(TWO_TASKS, date));
    String found = latestResult();
    (found.startsWith("passed") ? PASSED : TRIPPED).add(checks.get(0).kind());
    return found;
  }

  private static String latestResult() {
    return warehouse
        .dsl()
        .fetch(
            """
            SELECT concat_ws(' ', outcome, round(measured, CASE kind WHEN 'freshness' THEN 2 ELSE 0 END), detail)
            FROM ops.check_result ORDER BY check_result_id DESC LIMIT 1
            """)
        .getValue(0, 0)
        .toString();
  }
}
