package ro.wowcinema.pipeline.core.dag;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ro.wowcinema.pipeline.core.job.Job;

/**
 * Tasks and the order between them. A task can only name tasks declared before it, so a DAG has no
 * cycle by construction and its declaration reads in the order the data flows.
 */
public final class Dag {
  private final String name;
  private final Map<String, Task> tasks;

  private Dag(String name, Map<String, Task> tasks) {
    this.name = name;
    this.tasks = tasks;
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  public String name() {
    return name;
  }

  /** Every task, each after those upstream of it. */
  public List<Task> tasks() {
    return List.copyOf(tasks.values());
  }

  /**
   * A task by its name.
   *
   * @throws InvalidDagException where the DAG has no such task; the message lists those it has
   */
  public Task task(String taskName) {
    Task task = tasks.get(taskName);
    if (task == null) {
      throw new InvalidDagException(
          "DAG %s has no task %s; its tasks are %s"
              .formatted(name, taskName, String.join(", ", tasks.keySet())));
    }
    return task;
  }

  /** Names of all tasks that come before this one, however far. */
  public Set<String> ancestors(String taskName) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(task(taskName).upstream());
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        open.addAll(task(next).upstream());
      }
    }
    return found;
  }

  /** The task and all that come after it, however far. */
  public Set<String> withDescendants(String taskName) {
    Set<String> found = new LinkedHashSet<>(List.of(task(taskName).name()));
    for (Task task : tasks.values()) {
      if (task.upstream().stream().anyMatch(found::contains)) {
        found.add(task.name());
      }
    }
    return found;
  }

  /** Declares tasks one by one; {@link #after} refers to the task declared last. */
  public static final class Builder {
    private final String name;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();

    private Builder(String name) {
      this.name = requireNonNull(name, "name is null");
    }

    public Builder task(String taskName, Class<? extends Job> job) {
      return task(taskName, JobFactory.of(job));
    }

    public Builder task(String taskName, JobFactory job) {
      if (tasks.putIfAbsent(taskName, new Task(taskName, job)) != null) {
        throw new InvalidDagException(
            "Task %s is declared twice in DAG %s".formatted(taskName, name));
      }
      order.add(taskName);
      return this;
    }

    public Builder after(String... upstream) {
      Task last = last();
      for (String taskName : upstream) {
        if (!tasks.containsKey(taskName) || taskName.equals(last.name())) {
          throw new InvalidDagException(
              "Task %s of DAG %s comes after %s, which is not declared before it"
                  .formatted(last.name(), name, taskName));
        }
      }
      Set<String> all = new LinkedHashSet<>(last.upstream());
      all.addAll(List.of(upstream));
      return replace(last.after(all));
    }

    /** The task declared last also needs one of the pool's slots. */
    public Builder in(String pool) {
      return replace(last().in(pool));
    }

    /** The task declared last goes before others that could start; the usual priority is 0. */
    public Builder priority(int priority) {
      return replace(last().withPriority(priority));
    }

    private Task last() {
      return tasks.get(order.get(order.size() - 1));
    }

    private Builder replace(Task task) {
      tasks.put(task.name(), task);
      return this;
    }

    public Dag build() {
      return new Dag(name, new LinkedHashMap<>(tasks));
    }
  }
}
