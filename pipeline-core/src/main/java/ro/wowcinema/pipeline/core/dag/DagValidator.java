package ro.wowcinema.pipeline.core.dag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Lineage;

/**
 * Checks a DAG's declared order against what its jobs read and write: each job occurs once; each
 * table or file has one writer; every input is written by an ancestor or comes from outside the
 * DAG, which then does not write it; a table read as the previous run left it is written by a
 * descendant; and each change queue is consumed by exactly one task, after all tasks that enqueue
 * to it or read it.
 */
public final class DagValidator {
  private final Dag dag;
  private final Map<String, Lineage> lineages = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private DagValidator(Dag dag, Components components) {
    this.dag = dag;
    dag.tasks().forEach(task -> lineages.put(task.name(), task.job().create(components).lineage()));
  }

  /** The problems, a sentence each; empty for a valid DAG. */
  public static List<String> problems(Dag dag, Components components) {
    DagValidator validator = new DagValidator(dag, components);
    validator.eachJobOnce();
    validator.oneWriterEach();
    validator.inputsAreWrittenBefore();
    validator.previouslyReadTablesAreWrittenLater();
    validator.changedKeysAreTakenOffOnceAndLast();
    return List.copyOf(validator.problems);
  }

  /**
   * Does nothing for a valid DAG.
   *
   * @throws InvalidDagException where the DAG is not valid, with every problem
   */
  public static void validate(Dag dag, Components components) {
    List<String> problems = problems(dag, components);
    if (!problems.isEmpty()) {
      throw new InvalidDagException(
          "DAG %s is not valid: %s".formatted(dag.name(), String.join("; ", problems)));
    }
  }

  private void eachJobOnce() {
    Map<JobFactory, String> seen = new HashMap<>();
    for (Task task : dag.tasks()) {
      String other = seen.putIfAbsent(task.job(), task.name());
      if (other != null) {
        problems.add("tasks %s and %s run the same job".formatted(other, task.name()));
      }
    }
  }

  private void oneWriterEach() {
    Map<DataSet, String> writers = new HashMap<>();
    lineages.forEach(
        (task, lineage) ->
            lineage
                .targets()
                .forEach(
                    target -> {
                      String other = writers.putIfAbsent(target, task);
                      if (other != null) {
                        problems.add(
                            "tasks %s and %s both write %s".formatted(other, task, target));
                      }
                    }));
  }

  private void inputsAreWrittenBefore() {
    lineages.forEach(
        (task, lineage) -> {
          Set<DataSet> written = new HashSet<>();
          dag.ancestors(task).forEach(ancestor -> written.addAll(lineages.get(ancestor).outputs()));
          for (DataSet input : lineage.inputs()) {
            if (!written.contains(input) && (!input.isExternal() || isWritten(input))) {
              problems.add(
                  "task %s reads %s, which no task before it writes".formatted(task, input));
            }
          }
        });
  }

  private void previouslyReadTablesAreWrittenLater() {
    lineages.forEach(
        (task, lineage) -> {
          Set<DataSet> written = new HashSet<>();
          dag.withDescendants(task).forEach(after -> written.addAll(lineages.get(after).outputs()));
          for (DataSet recalled : lineage.readsPrevious()) {
            if (!written.contains(recalled)) {
              problems.add(
                  "task %s reads %s of the previous run, which no task after it writes"
                      .formatted(task, recalled));
            }
          }
        });
  }

  /** A data set that could come from outside does not, if a task of the DAG writes it. */
  private boolean isWritten(DataSet input) {
    return lineages.values().stream().anyMatch(lineage -> lineage.outputs().contains(input));
  }

  private void changedKeysAreTakenOffOnceAndLast() {
    Map<DataSet, List<String>> takers = new LinkedHashMap<>();
    lineages.forEach(
        (task, lineage) ->
            lineage
                .consumes()
                .forEach(keys -> takers.computeIfAbsent(keys, k -> new ArrayList<>()).add(task)));
    takers.forEach(
        (keys, tasks) -> {
          if (tasks.size() > 1) {
            problems.add("%s is consumed by %s".formatted(keys, String.join(" and ", tasks)));
          }
        });
    lineages.forEach(
        (task, lineage) -> {
          for (DataSet keys : lineage.enqueues()) {
            comesBeforeConsumer(task, keys, takers.get(keys));
          }
          for (DataSet keys : lineage.reads()) {
            if (takers.containsKey(keys)) {
              comesBeforeConsumer(task, keys, takers.get(keys));
            }
          }
        });
  }

  private void comesBeforeConsumer(String task, DataSet keys, List<String> takers) {
    if (takers == null) {
      problems.add("task %s enqueues to %s, which no task consumes".formatted(task, keys));
    } else if (takers.stream().noneMatch(taker -> dag.ancestors(taker).contains(task))) {
      problems.add(
          "task %s uses %s, but %s does not come after it".formatted(task, keys, takers.get(0)));
    }
  }
}
