package ro.wowcinema.pipeline.jobs.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;

/** The layers and what flows between them, in Mermaid, from what the DAG's jobs read and write. */
final class LayerDiagram {
  private static final List<String> LAYERS =
      List.of("landing", "staging", "cleansed", "pii", "warehouse", "aggregate", "mart");

  /** So many tables of one job are drawn one by one. */
  private static final int FEW = 2;

  private final Map<String, Set<String>> nodes = new TreeMap<>();
  private final Set<String> edges = new TreeSet<>();

  private LayerDiagram() {}

  static String of(DagJobs jobs, List<String> reports) {
    LayerDiagram diagram = new LayerDiagram();
    jobs.byTask().values().forEach(diagram::add);
    return diagram.text(reports);
  }

  private void add(Job job) {
    Set<DataSet> targets = new TreeSet<>(job.lineage().targets());
    if (targets.size() > FEW) {
      connect(job, together(targets));
      edges.add("  %s --> views".formatted(node(together(targets))));
    } else {
      targets.forEach(target -> connect(job, target));
    }
  }

  private void connect(Job job, DataSet target) {
    String to = node(target);
    for (DataSet read : job.lineage().reads()) {
      if (isDrawn(read) && isDrawn(target)) {
        edges.add("  %s --> %s".formatted(node(read), to));
      }
    }
  }

  /** Many tables that one job changes at once are one node: each depends on all that it reads. */
  private static DataSet together(Set<DataSet> targets) {
    String layer = layer(targets.iterator().next());
    return new DataSet("%s.%d tables, changed together".formatted(layer, targets.size()));
  }

  private String node(DataSet dataSet) {
    String id = dataSet.name().replaceAll("[^a-z_]", "_");
    String label = dataSet.name().substring(layer(dataSet).length() + 1);
    if (isDrawn(dataSet)) {
      nodes
          .computeIfAbsent(layer(dataSet), layer -> new TreeSet<>())
          .add("    %s[\"%s\"]".formatted(id, label));
    }
    return id;
  }

  private static boolean isDrawn(DataSet dataSet) {
    // Change queues are not drawn: they would double the edges, and say no more.
    return LAYERS.contains(layer(dataSet));
  }

  private static String layer(DataSet dataSet) {
    return dataSet.name().split("[./]", 2)[0];
  }

  private String text(List<String> reports) {
    List<String> lines = new ArrayList<>(List.of("```mermaid", "flowchart LR"));
    for (String layer : LAYERS) {
      lines.add("  subgraph %s".formatted(layer));
      lines.addAll(nodes.getOrDefault(layer, Set.of()));
      if (layer.equals("mart")) {
        lines.add("    views[\"%d views, for reports and tools\"]".formatted(reports.size()));
      }
      lines.add("  end");
    }
    lines.addAll(edges);
    lines.add("```");
    return String.join("\n", lines);
  }
}
