package ro.wowcinema.pipeline.core.operation;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.pipeline.core.operation.OperatedDag.refused;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.dag.InvalidDagException;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.run.RunState;
import ro.wowcinema.pipeline.core.run.TaskState;
import ro.wowcinema.pipeline.core.schedule.RunType;

/**
 * What people can do with a DAG's run of a date. Each operation answers with a sentence, is written
 * down with its operator, and changes nothing where it is refused. Daemons execute the runs, later.
 */
public final class RunOperations {
  private final OperatedDag dag;

  public RunOperations(OperatedDag dag) {
    this.dag = requireNonNull(dag, "dag is null");
  }

  /** Runs a date that has not run yet. */
  public String trigger(String operator, String date) {
    return dag.request(
        operator,
        "trigger",
        date,
        tx -> {
          LocalDate logicalDate = dag.begunDate(date);
          RequestedRuns runs = runs(tx);
          runs.lock(logicalDate).ifPresent(run -> requireUnasked(run, logicalDate));
          long runId = runs.request(logicalDate, RunType.MANUAL);
          return "Run %d of %s for %s is queued.".formatted(runId, dag.name(), logicalDate);
        });
  }

  /** Runs every task of a date again. */
  public String rerun(String operator, String date) {
    return dag.request(
        operator,
        "rerun",
        date,
        tx -> again(tx, date, dag.dag().tasks().stream().map(Task::name).toList(), "all tasks"));
  }

  /** Runs again what failed of a date, was cancelled, or could not start because of that. */
  public String rerunFailed(String operator, String date) {
    return dag.request(
        operator,
        "rerunFailed",
        date,
        tx -> {
          List<String> failed = failed(runs(tx), dag.date(date));
          return again(tx, date, failed, String.join(", ", failed));
        });
  }

  /** Runs a task of a date and all that come after it again. */
  public String rerunFrom(String operator, String date, String task) {
    return dag.request(
        operator,
        "rerunFrom",
        date + ", " + task,
        tx -> {
          Set<String> tasks = known(() -> dag.dag().withDescendants(task));
          return again(tx, date, tasks, "%s and the %d after it".formatted(task, tasks.size() - 1));
        });
  }

  /** Says of a task that it is done, whatever became of it; what comes after it may then run. */
  public String markSuccess(String operator, String date, String task) {
    return dag.perform(
        operator,
        "markSuccess",
        date + ", " + task,
        tx -> markSuccess(runs(tx), dag.date(date), known(() -> dag.dag().task(task).name())));
  }

  /** Ends a run that is running or waiting. */
  public String cancel(String operator, String date) {
    String answer = dag.perform(operator, "cancel", date, tx -> cancel(runs(tx), dag.date(date)));
    dag.signals().cancelled(dag.name(), dag.date(date));
    return answer;
  }

  private void requireUnasked(RequestedRuns.Row run, LocalDate date) {
    if (run.state() == RunState.QUEUED && !run.isRequested()) {
      return;
    }
    String instead =
        switch (run.state()) {
          case QUEUED -> "it starts when those before it have ended";
          case RUNNING -> "wait until it ends, or cancel it";
          case SUCCESS -> "rerun runs it again";
          case FAILED, CANCELLED -> "rerunFailed goes on with it";
        };
    throw refused(
        "%s has a run for %s, which is %s; %s."
            .formatted(dag.name(), date, run.state().code(), instead));
  }

  private List<String> failed(RequestedRuns runs, LocalDate date) {
    Set<String> done =
        Set.copyOf(runs.tasks(idle(runs, date).runId(), TaskState.SUCCESS, TaskState.SKIPPED));
    // Of a run that was cancelled before it started, no task has a state that tells it.
    List<String> failed =
        dag.dag().tasks().stream().map(Task::name).filter(task -> !done.contains(task)).toList();
    if (failed.isEmpty()) {
      throw refused("No task of %s for %s has failed.".formatted(dag.name(), date));
    }
    return failed;
  }

  private String again(DSLContext tx, String date, Collection<String> tasks, String which) {
    LocalDate logicalDate = dag.date(date);
    RequestedRuns runs = runs(tx);
    long runId = idle(runs, logicalDate).runId();
    runs.clear(runId, tasks);
    runs.request(logicalDate, RunType.MANUAL);
    return "Run %d of %s for %s is queued again: %s."
        .formatted(runId, dag.name(), logicalDate, which);
  }

  private String markSuccess(RequestedRuns runs, LocalDate date, String task) {
    long runId = idle(runs, date).runId();
    List<String> done = runs.tasks(runId, TaskState.SUCCESS, TaskState.SKIPPED);
    if (done.contains(task)) {
      throw refused("%s of %s has succeeded for %s.".formatted(task, dag.name(), date));
    }
    runs.markSuccess(runId, task);
    if (done.size() + 1 < dag.dag().tasks().size()) {
      return "%s of %s for %s is marked as done; rerunFailed goes on with what comes after it."
          .formatted(task, dag.name(), date);
    }
    runs.end(runId, RunState.SUCCESS);
    return "%s is marked as done, and with it the run of %s for %s."
        .formatted(task, dag.name(), date);
  }

  private String cancel(RequestedRuns runs, LocalDate date) {
    RequestedRuns.Row run = existing(runs, date);
    if (run.state() == RunState.RUNNING) {
      runs.requestCancel(run.runId());
      return "Run %d of %s for %s is being cancelled.".formatted(run.runId(), dag.name(), date);
    }
    if (!run.isWaiting()) {
      throw refused(
          "The run of %s for %s is %s: there is nothing to cancel."
              .formatted(dag.name(), date, run.state().code()));
    }
    runs.end(run.runId(), RunState.CANCELLED);
    return "Run %d of %s for %s is cancelled before it started."
        .formatted(run.runId(), dag.name(), date);
  }

  private RequestedRuns.Row existing(RequestedRuns runs, LocalDate date) {
    return runs.lock(date)
        .orElseThrow(() -> refused("%s never ran for %s; trigger it.".formatted(dag.name(), date)));
  }

  private RequestedRuns.Row idle(RequestedRuns runs, LocalDate date) {
    RequestedRuns.Row run = existing(runs, date);
    if (run.state() == RunState.RUNNING) {
      throw refused(
          "%s is running for %s; wait until it ends, or cancel it.".formatted(dag.name(), date));
    }
    return run;
  }

  private static <T> T known(Supplier<T> ofDag) {
    try {
      return ofDag.get();
    } catch (InvalidDagException e) {
      throw refused("%s.".formatted(e.getMessage()));
    }
  }

  private RequestedRuns runs(DSLContext tx) {
    return new RequestedRuns(tx, dag.name(), dag.now());
  }
}
