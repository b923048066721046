package ro.wowcinema.pipeline.jobs.documentation;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.WarehouseModule;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.TestVault;

/** The jobs of the warehouse's DAG, as the product wires them. */
final class DagJobs {
  private final Map<String, Job> byTask = new LinkedHashMap<>();

  DagJobs() {
    Injector injector =
        Guice.createInjector(
            new WarehouseModule(
                new LandingZone(Path.of("landing")), JobSettings.defaults(), TestVault.shared()));
    for (Task task : WarehouseDag.create().tasks()) {
      byTask.put(task.name(), task.job().create(injector::getInstance));
    }
  }

  /** In the order the data flows. */
  Map<String, Job> byTask() {
    return byTask;
  }

  List<Check> checks() {
    return byTask.values().stream().flatMap(job -> job.checks().stream()).toList();
  }

  /** Name of the task that maintains a table; none for what comes with the migrations. */
  Optional<String> writerOf(String table) {
    return byTask.entrySet().stream()
        .filter(
            task ->
                task.getValue().lineage().targets().stream()
                    .map(DataSet::name)
                    .anyMatch(table::equals))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
