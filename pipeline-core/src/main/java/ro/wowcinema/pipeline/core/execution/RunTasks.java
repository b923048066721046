package ro.wowcinema.pipeline.core.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/** The tasks of a run, in the DAG's order, and what their states say of those downstream. */
final class RunTasks {
  private final Map<String, TaskProgress> tasks = new LinkedHashMap<>();
  private final List<TaskProgress> byPriority;

  RunTasks(RunRequest request) {
    for (Task task : request.dag().tasks()) {
      if (request.tasks().contains(task.name())) {
        tasks.put(task.name(), new TaskProgress(task));
      }
    }
    byPriority = new ArrayList<>(tasks.values());
    byPriority.sort(Comparator.comparingInt(progress -> -progress.task().priority()));
  }

  Set<String> names() {
    return tasks.keySet();
  }

  /** The highest priority first, else in the DAG's order. */
  List<TaskProgress> byPriority() {
    return byPriority;
  }

  boolean isOver() {
    return tasks.values().stream().allMatch(task -> task.state().isFinal());
  }

  /** How many tasks have an attempt under way. */
  long running() {
    return tasks.values().stream().filter(task -> task.state() == TaskState.RUNNING).count();
  }

  /** Whether everything it comes after is done; what is not in the run counts as done. */
  boolean isReady(TaskProgress task) {
    return task.task().upstream().stream()
        .map(tasks::get)
        .allMatch(upstream -> upstream == null || upstream.state().isDone());
  }

  /** A task it comes after that will never be done. */
  Optional<String> brokenUpstream(TaskProgress task) {
    return task.task().upstream().stream()
        .filter(tasks::containsKey)
        .filter(name -> isBroken(tasks.get(name).state()))
        .sorted()
        .findFirst();
  }

  List<TaskOutcome> inOrder(List<TaskOutcome> outcomes) {
    List<String> order = List.copyOf(tasks.keySet());
    List<TaskOutcome> sorted = new ArrayList<>(outcomes);
    sorted.sort(Comparator.comparingInt(outcome -> order.indexOf(outcome.task())));
    return sorted;
  }

  private static boolean isBroken(TaskState state) {
    return state.isFinal() && !state.isDone();
  }
}
