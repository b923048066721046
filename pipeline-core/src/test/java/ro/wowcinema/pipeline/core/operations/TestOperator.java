package ro.wowcinema.pipeline.core.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RetryPolicy;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.core.schedule.RunQueue;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;

/** Operates a DAG at an instant, and acts as a daemon would then. Reads the ledger back as text. */
final class TestOperator {
  static final Dag DAG =
      Dag.named("warehouse")
          .task("load", OperatedJobs.Load.class)
          .task("shape", OperatedJobs.Shape.class)
          .after("load")
          .task("report", OperatedJobs.Report.class)
          .after("shape")
          .task("ratings", OperatedJobs.Ratings.class)
          .build();
  static final Schedule SCHEDULE =
      new Schedule(
          "warehouse",
          LocalTime.of(3, 30),
          ZoneId.of("Europe/Bucharest"),
          CatchUp.ALL,
          Duration.ofHours(4),
          false);

  final List<String> signalled = new CopyOnWriteArrayList<>();
  private final DSLContext dsl;
  private final DagRunner runner;
  private final OperatedDag dag;
  private final RunQueue queue;
  private final Instant now;

  private TestOperator(Database database, OperatedJobs jobs, Admission admission, Instant now) {
    this.dsl = database.dsl();
    this.now = now;
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    this.queue = new RunQueue(dsl, List.of(admission), clock);
    RunnerSettings settings =
        new RunnerSettings(
            1,
            Duration.ofMinutes(1),
            new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1)),
            Duration.ofMinutes(1));
    this.runner = new DagRunner(database, jobs, settings, clock, new Random(42));
    this.dag =
        new OperatedDag(DAG, admission, new OperatorActions(dsl, clock), clock, new Signals());
  }

  /** At an instant, with the schedule registered if it was not. */
  static TestOperator at(
      String instant, Database database, OperatedJobs jobs, Admission admission) {
    TestOperator desk = new TestOperator(database, jobs, admission, Instant.parse(instant));
    new ScheduleTicker(desk.dsl).register(SCHEDULE, desk.now);
    return desk;
  }

  RunOperations runs() {
    return new RunOperations(dag);
  }

  ScheduleOperations schedule() {
    return new ScheduleOperations(dag);
  }

  RunViews views() {
    return new RunViews(dag, dsl);
  }

  /** Executes requested runs, as a daemon does. */
  void execute() throws InterruptedException {
    Optional<LocalDate> next = queue.next(DAG.name());
    while (next.isPresent()) {
      runner.runRequested(DAG, next.get(), new RunListener() {});
      next = queue.next(DAG.name());
    }
  }

  /** The answer of an operation, or its refusal. */
  static String said(Supplier<String> operation) {
    try {
      return operation.get();
    } catch (OperationRefusedException e) {
      return "refused: " + e.getMessage();
    }
  }

  /**
   * {@code 2026-10-20 queued manual asked}: date, state, why, and whether a daemon is to run it.
   */
  String ledger() {
    return text(
        """
        SELECT concat_ws(' ', logical_date, state, run_type, CASE WHEN requested_at IS NOT NULL THEN 'asked' END)
        FROM ops.dag_run ORDER BY logical_date
        """);
  }

  /** {@code load 1 success}: task, attempts ever made and state, in the order of the DAG. */
  String tasks(String date) {
    return views().tasks(date).stream()
        .map(row -> "%s %s %s".formatted(row.task(), attempts(date, row.task()), row.state()))
        .collect(Collectors.joining(", "));
  }

  private Object attempts(String date, String task) {
    return dsl.fetchValue(
        """
        SELECT count(*) FROM ops.task_attempt JOIN ops.task_run USING (task_run_id)
        JOIN ops.dag_run USING (run_id) WHERE logical_date = ?::date AND task = ?
        """,
        date,
        task);
  }

  /** {@code ana trigger warehouse (2026-10-20) done: …}. */
  List<String> actions() {
    return dsl.fetch(
            """
            SELECT format('%s %s %s (%s) %s: %s', operator, action, dag, arguments, outcome, answer)
            FROM ops.operator_action ORDER BY action_id
            """)
        .getValues(0, String.class);
  }

  /** All that operations may change, to the last column. */
  String everything() {
    return text("SELECT r::text FROM ops.dag_run r ORDER BY run_id")
        + text("SELECT t::text FROM ops.task_run t ORDER BY task_run_id")
        + text("SELECT s::text FROM ops.dag_schedule s ORDER BY dag");
  }

  private String text(String query) {
    return String.join(", ", dsl.fetch(query).getValues(0, String.class));
  }

  /** As a daemon takes them. */
  private final class Signals implements RunSignals {
    @Override
    public void requested(String name) {
      signalled.add("requested " + name);
    }

    @Override
    public void cancelled(String name, LocalDate logicalDate) {
      signalled.add("cancelled %s %s".formatted(name, logicalDate));
      runner.cancel(name, logicalDate);
    }
  }
}
