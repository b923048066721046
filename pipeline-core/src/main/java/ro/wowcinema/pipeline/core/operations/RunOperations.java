package ro.wowcinema.pipeline.core.operations;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.pipeline.core.operations.OperatedDag.refused;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.dag.InvalidDagException;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.ledger.RequestedRuns;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.RunType;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/**
 * Operators' actions on a DAG's run of a date. Each answers with a sentence, is recorded with its
 * operator, and changes nothing if it is refused. Daemons execute the runs later.
 */
public final class RunOperations {
  private final OperatedDag dag;

  public RunOperations(OperatedDag dag) {
    this.dag = requireNonNull(dag, "dag is null");
  }

  /** Runs dates that have not run yet. */
  public String trigger(OperatorRequest order) {
    return dag.request(
        order,
        "trigger",
        order.dates(),
        tx -> each(dag.admitted(tx, order), "are queued", date -> trigger(runs(tx), date)));
  }

  /** Runs every task of the dates again. */
  public String rerun(OperatorRequest order) {
    Part all = new Part(dag.dag().tasks().stream().map(Task::name).toList(), "all tasks");
    return again(order, "rerun", order.dates(), (runs, date) -> all);
  }

  /** Runs again what failed of the dates, was cancelled, or could not start because of that. */
  public String rerunFailed(OperatorRequest order) {
    return again(order, "rerunFailed", order.dates(), this::failed);
  }

  /** Runs a task of the dates and all that come after it again. */
  public String rerunFrom(OperatorRequest order, String task) {
    return again(
        order, "rerunFrom", order.dates() + ", " + task, (runs, date) -> withDescendants(task));
  }

  /** Marks a task as done, whatever its outcome; tasks downstream may then run. */
  public String markSuccess(OperatorRequest order, String task) {
    return dag.perform(
        order,
        "markSuccess",
        order.dates() + ", " + task,
        tx -> {
          DateRange range = dag.range(order);
          String name = known(() -> dag.dag().task(task).name());
          return each(
              range,
              "have %s marked as done; rerunFailed then runs the tasks downstream".formatted(name),
              date -> markSuccess(runs(tx), date, name));
        });
  }

  /** Ends runs that are running or waiting. */
  public String cancel(OperatorRequest order) {
    String answer =
        dag.perform(
            order,
            "cancel",
            order.dates(),
            tx ->
                each(
                    dag.range(order),
                    "are cancelled, or being cancelled where they run",
                    date -> cancel(runs(tx), date)));
    dag.range(order).dates().forEach(date -> dag.signals().cancelled(dag.name(), date));
    return answer;
  }

  /**
   * Tasks of a date's run to run again.
   *
   * @param text describes them in messages
   */
  private record Part(Collection<String> tasks, String text) {}

  private String again(
      OperatorRequest order,
      String action,
      String arguments,
      BiFunction<RequestedRuns, LocalDate, Part> part) {
    return dag.request(
        order,
        action,
        arguments,
        tx ->
            each(dag.admitted(tx, order), "are queued again", date -> again(runs(tx), date, part)));
  }

  /** The action for one date. */
  private interface DateWork {
    String answer(LocalDate date);
  }

  /**
   * Does it for each date. Of several dates, those for which it is refused are left as they are: a
   * date is refused before anything of it is changed.
   */
  private String each(DateRange range, String done, DateWork work) {
    if (range.isOne()) {
      return work.answer(range.from());
    }
    List<LocalDate> dates = range.dates();
    List<String> refusals = new ArrayList<>();
    for (LocalDate date : dates) {
      try {
        work.answer(date);
      } catch (OperationRefusedException e) {
        refusals.add(e.getMessage());
      }
    }
    if (refusals.size() == dates.size()) {
      throw refused(
          "None of the %d dates is eligible: %s".formatted(dates.size(), refusals.get(0)));
    }
    return "%d of %d dates of %s %s.%s"
        .formatted(
            dates.size() - refusals.size(),
            dates.size(),
            dag.name(),
            done,
            refusals.isEmpty()
                ? ""
                : " The others are left as they are, the first because: " + refusals.get(0));
  }

  private String trigger(RequestedRuns runs, LocalDate date) {
    runs.lock(date).ifPresent(run -> requireUnasked(run, date));
    long runId = runs.request(date, RunType.MANUAL);
    return "Run %d of %s for %s is queued.".formatted(runId, dag.name(), date);
  }

  private void requireUnasked(RequestedRuns.Row run, LocalDate date) {
    if (run.state() == RunState.QUEUED && !run.isRequested()) {
      return;
    }
    String instead =
        switch (run.state()) {
          case QUEUED -> "it starts when earlier runs have ended";
          case RUNNING -> "wait until it ends, or cancel it";
          case SUCCESS -> "rerun runs it again";
          case FAILED, CANCELLED -> "rerunFailed resumes it";
        };
    throw refused(
        "%s has a run for %s, which is %s; %s."
            .formatted(dag.name(), date, run.state().code(), instead));
  }

  private Part failed(RequestedRuns runs, LocalDate date) {
    Set<String> done =
        Set.copyOf(runs.tasks(idle(runs, date).runId(), TaskState.SUCCESS, TaskState.SKIPPED));
    // A run that was cancelled before it started has no task with a state that shows it.
    List<String> failed =
        dag.dag().tasks().stream().map(Task::name).filter(task -> !done.contains(task)).toList();
    if (failed.isEmpty()) {
      throw refused("No task of %s for %s has failed.".formatted(dag.name(), date));
    }
    return new Part(failed, String.join(", ", failed));
  }

  private Part withDescendants(String task) {
    Set<String> tasks = known(() -> dag.dag().withDescendants(task));
    return new Part(tasks, "%s and the %d after it".formatted(task, tasks.size() - 1));
  }

  private String again(
      RequestedRuns runs, LocalDate date, BiFunction<RequestedRuns, LocalDate, Part> selection) {
    long runId = idle(runs, date).runId();
    Part part = selection.apply(runs, date);
    runs.clear(runId, part.tasks());
    runs.request(date, RunType.MANUAL);
    return "Run %d of %s for %s is queued again: %s."
        .formatted(runId, dag.name(), date, part.text());
  }

  private String markSuccess(RequestedRuns runs, LocalDate date, String task) {
    long runId = idle(runs, date).runId();
    List<String> done = runs.tasks(runId, TaskState.SUCCESS, TaskState.SKIPPED);
    if (done.contains(task)) {
      throw refused("%s of %s has succeeded for %s.".formatted(task, dag.name(), date));
    }
    runs.markSuccess(runId, task);
    if (done.size() + 1 < dag.dag().tasks().size()) {
      return "%s of %s for %s is marked as done; rerunFailed then runs the tasks downstream."
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
