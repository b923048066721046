package ro.wowcinema.pipeline.scheduler.cli.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.Lineage;

/** How a DAG is written. */
enum DagFormat {
  /** A paragraph for each task. */
  TEXT {
    @Override
    String text(Dag dag, Function<Task, Job> jobs) {
      return dag.tasks().stream()
          .map(task -> paragraph(task, jobs.apply(task).lineage()))
          .collect(Collectors.joining(String.format("%n")));
    }
  },
  /** A flow chart that Markdown viewers draw. */
  MERMAID {
    @Override
    String text(Dag dag, Function<Task, Job> jobs) {
      StringBuilder text = new StringBuilder("flowchart LR");
      for (Task task : dag.tasks()) {
        text.append(String.format("%n  %s", task.name()));
        for (String upstream : new TreeSet<>(task.upstream())) {
          text.append(String.format("%n  %s --> %s", upstream, task.name()));
        }
      }
      return text.toString();
    }
  },
  /** One object, for programs. */
  JSON {
    @Override
    String text(Dag dag, Function<Task, Job> jobs) {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode root = mapper.createObjectNode().put("dag", dag.name());
      ArrayNode tasks = root.putArray("tasks");
      for (Task task : dag.tasks()) {
        Job job = jobs.apply(task);
        Lineage lineage = job.lineage();
        ObjectNode node = tasks.addObject().put("task", task.name());
        node.put("job", job.getClass().getName());
        strings(node.putArray("upstream"), task.upstream());
        strings(node.putArray("reads"), lineage.inputs());
        strings(node.putArray("writes"), lineage.outputs());
      }
      try {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A tree of texts can be written", e);
      }
    }
  };

  abstract String text(Dag dag, Function<Task, Job> jobs);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String paragraph(Task task, Lineage lineage) {
    StringBuilder text = new StringBuilder(task.name());
    line(text, "after", task.upstream());
    line(text, "reads", lineage.inputs());
    line(text, "writes", lineage.outputs());
    return text.toString();
  }

  private static void line(StringBuilder text, String what, Collection<?> items) {
    if (!items.isEmpty()) {
      String list = items.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
      text.append(String.format("%n  %-6s  %s", what, list));
    }
  }

  private static void strings(ArrayNode array, Collection<?> items) {
    items.stream().map(String::valueOf).sorted().forEach(array::add);
  }
}
