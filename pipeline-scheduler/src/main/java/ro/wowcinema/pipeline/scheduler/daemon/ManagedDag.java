package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.openmbean.TabularData;
import org.jooq.DSLContext;
import org.weakref.jmx.Managed;
import ro.wowcinema.pipeline.core.operations.LogRow;
import ro.wowcinema.pipeline.core.operations.OperatedDag;
import ro.wowcinema.pipeline.core.operations.OperationRefusedException;
import ro.wowcinema.pipeline.core.operations.OperatorRequest;
import ro.wowcinema.pipeline.core.operations.PreviewRow;
import ro.wowcinema.pipeline.core.operations.RunOperations;
import ro.wowcinema.pipeline.core.operations.RunRow;
import ro.wowcinema.pipeline.core.operations.RunViews;
import ro.wowcinema.pipeline.core.operations.ScheduleOperations;
import ro.wowcinema.pipeline.core.operations.TaskRow;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.scheduler.jmx.Caller;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans.Described;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans.ReadsOnly;
import ro.wowcinema.pipeline.scheduler.jmx.OpenTypes;

/** A DAG as operators reach it by JMX. */
@Described("A DAG: its runs and its schedule. Dates are logical dates, YYYY-MM-DD")
public final class ManagedDag {
  private static final int MOST_RUNS = 1_000;

  private final OperatedDag dag;
  private final RunOperations runs;
  private final ScheduleOperations schedule;
  private final RunViews views;
  private final ScheduleTicker dates;

  ManagedDag(OperatedDag dag, DSLContext dsl) {
    this.dag = requireNonNull(dag, "dag is null");
    this.runs = new RunOperations(dag);
    this.schedule = new ScheduleOperations(dag);
    this.views = new RunViews(dag, dsl);
    this.dates = new ScheduleTicker(dsl);
  }

  @Managed(description = "Whether no date becomes due")
  public boolean isPaused() {
    return dates.isPaused(dag.schedule());
  }

  @Managed(description = "The next logical date, and when its run is due")
  public String getNextDueDate() {
    LocalDate next = dates.nextDate(dag.schedule());
    return "%s at %s".formatted(next, dag.schedule().dueAt(next));
  }

  @Managed(description = "State of the latest date's run; empty if there is none")
  public String getLastRunState() {
    return lastRun(RunRow::state);
  }

  @Managed(description = "The latest date that has a run; empty if there is none")
  public String getLastRunDate() {
    return lastRun(run -> run.date().toString());
  }

  @Managed(description = "Runs that are running, on any node")
  public int getActiveRuns() {
    return views.activeRuns();
  }

  @Managed(description = "Requested runs that wait for a delivery or for another DAG")
  public int getWaitingRuns() {
    return views.waitingRuns();
  }

  @Managed(description = "The oldest date whose run has not succeeded; empty if there is none")
  public String getOldestUnfinishedDate() {
    return views.oldestUnfinished().map(LocalDate::toString).orElse("none");
  }

  @Managed(description = "Runs a date that has not run yet")
  public String trigger(@Described("logical date, YYYY-MM-DD") String date) {
    return answer(() -> runs.trigger(on(date, date)));
  }

  @Managed(description = "Runs the dates of a range that have not run yet")
  public String trigger(
      @Described("first logical date") String from, @Described("last logical date") String to) {
    return answer(() -> runs.trigger(on(from, to)));
  }

  @Managed(description = "Runs the dates of a range that have not run yet, with a reason")
  public String trigger(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("why, for the record") String reason) {
    return answer(() -> runs.trigger(on(from, to).because(reason)));
  }

  @Managed(description = "Runs every task of a date again")
  public String rerun(@Described("logical date, YYYY-MM-DD") String date) {
    return answer(() -> runs.rerun(on(date, date)));
  }

  @Managed(description = "Runs every task of the dates of a range again")
  public String rerun(
      @Described("first logical date") String from, @Described("last logical date") String to) {
    return answer(() -> runs.rerun(on(from, to)));
  }

  @Managed(description = "Runs every task of the dates of a range again, with a reason")
  public String rerun(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("why, for the record") String reason) {
    return answer(() -> runs.rerun(on(from, to).because(reason)));
  }

  @Managed(description = "Runs the tasks of a date that failed, were cancelled, or could not start")
  public String rerunFailed(@Described("logical date, YYYY-MM-DD") String date) {
    return answer(() -> runs.rerunFailed(on(date, date)));
  }

  @Managed(
      description =
          "Runs the tasks of the dates of a range that failed, were cancelled, or could not start")
  public String rerunFailed(
      @Described("first logical date") String from, @Described("last logical date") String to) {
    return answer(() -> runs.rerunFailed(on(from, to)));
  }

  @Managed(
      description =
          "Runs the tasks of the dates of a range that failed, were cancelled, or could not start, with a reason")
  public String rerunFailed(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("why, for the record") String reason) {
    return answer(() -> runs.rerunFailed(on(from, to).because(reason)));
  }

  @Managed(description = "Runs a task of a date and all that come after it again")
  public String rerunFrom(
      @Described("logical date, YYYY-MM-DD") String date,
      @Described("name of a task") String task) {
    return answer(() -> runs.rerunFrom(on(date, date), task));
  }

  @Managed(description = "Runs a task of the dates of a range and all that come after it again")
  public String rerunFrom(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("name of a task") String task) {
    return answer(() -> runs.rerunFrom(on(from, to), task));
  }

  @Managed(
      description =
          "Runs a task of the dates of a range and all that come after it again, with a reason")
  public String rerunFrom(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("name of a task") String task,
      @Described("why, for the record") String reason) {
    return answer(() -> runs.rerunFrom(on(from, to).because(reason), task));
  }

  @Managed(description = "Marks a task as done, whatever its outcome")
  public String markSuccess(
      @Described("logical date, YYYY-MM-DD") String date,
      @Described("name of a task") String task) {
    return answer(() -> runs.markSuccess(on(date, date), task));
  }

  @Managed(description = "Marks a task as done for the dates of a range, whatever its outcome")
  public String markSuccess(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("name of a task") String task) {
    return answer(() -> runs.markSuccess(on(from, to), task));
  }

  @Managed(
      description =
          "Marks a task as done for the dates of a range, whatever its outcome, with a reason")
  public String markSuccess(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("name of a task") String task,
      @Described("why, for the record") String reason) {
    return answer(() -> runs.markSuccess(on(from, to).because(reason), task));
  }

  @Managed(description = "Ends a run that is running or waiting")
  public String cancel(@Described("logical date, YYYY-MM-DD") String date) {
    return answer(() -> runs.cancel(on(date, date)));
  }

  @Managed(description = "Ends the runs of a range that are running or waiting")
  public String cancel(
      @Described("first logical date") String from, @Described("last logical date") String to) {
    return answer(() -> runs.cancel(on(from, to)));
  }

  @Managed(description = "Ends the runs of a range that are running or waiting, with a reason")
  public String cancel(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("why, for the record") String reason) {
    return answer(() -> runs.cancel(on(from, to).because(reason)));
  }

  @Managed(description = "From now on no date becomes due")
  public String pause() {
    return answer(() -> schedule.pause(on("", "")));
  }

  @Managed(description = "From now on no date becomes due, with a reason")
  public String pause(@Described("why, for the record") String reason) {
    return answer(() -> schedule.pause(on("", "").because(reason)));
  }

  @Managed(description = "Resumes the schedule after a pause")
  public String resume(
      @Described("which of the dates that passed during the pause to run: all, latest or none")
          String catchUp) {
    return answer(() -> schedule.resume(on("", ""), catchUp));
  }

  @Managed(description = "Resumes the schedule after a pause, with a reason")
  public String resume(
      @Described("which of the dates that passed during the pause to run: all, latest or none")
          String catchUp,
      @Described("why, for the record") String reason) {
    return answer(() -> schedule.resume(on("", "").because(reason), catchUp));
  }

  @Managed(description = "Runs every date of a range that has not succeeded, the oldest first")
  public String backfill(
      @Described("first logical date") String from, @Described("last logical date") String to) {
    return answer(() -> schedule.backfill(on(from, to)));
  }

  @Managed(
      description =
          "Runs every date of a range that has not succeeded, the oldest first, with a reason")
  public String backfill(
      @Described("first logical date") String from,
      @Described("last logical date") String to,
      @Described("why, for the record") String reason) {
    return answer(() -> schedule.backfill(on(from, to).because(reason)));
  }

  @Managed(
      description =
          "What is delivered for each date of a range, and what a backfill or resuming would do")
  @ReadsOnly
  public TabularData preview(
      @Described("first logical date") String from, @Described("last logical date") String to) {
    return table("preview", PreviewRow.class, () -> views.preview(from, to));
  }

  @Managed(description = "The latest dates' runs")
  @ReadsOnly
  public TabularData runs(@Described("how many at most, 1 to 1000") int most) {
    int limit = Math.max(1, Math.min(most, MOST_RUNS));
    return table("runs", RunRow.class, () -> views.runs(limit));
  }

  @Managed(description = "The tasks of a date's run")
  @ReadsOnly
  public TabularData tasks(@Described("logical date, YYYY-MM-DD") String date) {
    return table("tasks", TaskRow.class, () -> views.tasks(date));
  }

  @Managed(description = "Messages and outcomes of the attempts of a date's tasks")
  @ReadsOnly
  public TabularData logs(
      @Described("logical date, YYYY-MM-DD") String date,
      @Described("name of a task; empty: all tasks") String task) {
    return table("logs", LogRow.class, () -> views.logs(date, task));
  }

  private static OperatorRequest on(String from, String to) {
    return OperatorRequest.of(Caller.name(), from, to);
  }

  private String lastRun(Function<RunRow, String> part) {
    Optional<RunRow> last = views.runs(1).stream().findFirst();
    return last.map(part).orElse("none");
  }

  private static <R extends Record> TabularData table(
      String name, Class<R> type, Supplier<List<R>> rows) {
    return OpenTypes.table(name, type, answer(rows));
  }

  /** Clients know the JDK's exceptions only. */
  private static <T> T answer(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (OperationRefusedException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }
}
