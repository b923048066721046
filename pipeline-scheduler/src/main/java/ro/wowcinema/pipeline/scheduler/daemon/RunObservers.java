package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.scheduler.lineage.LineageEvents;
import ro.wowcinema.pipeline.scheduler.lineage.RunLineage;
import ro.wowcinema.pipeline.scheduler.metrics.Metrics;
import ro.wowcinema.pipeline.scheduler.metrics.RunMetrics;
import ro.wowcinema.pipeline.scheduler.wiring.RunObserver;

/** Makes what watches each run: log, metrics, and lineage where it is on. */
final class RunObservers {
  private final Metrics metrics;
  private final LineageEvents events;
  private final Function<Task, Lineage> lineage;

  RunObservers(Metrics metrics, LineageEvents events, Function<Task, Lineage> lineage) {
    this.metrics = requireNonNull(metrics, "metrics is null");
    this.events = requireNonNull(events, "events is null");
    this.lineage = requireNonNull(lineage, "lineage is null");
    metrics.counter(
        "pipeline_lineage_events_dropped_total",
        "Lineage events that were dropped",
        Map.of(),
        events::dropped);
  }

  RunObserver watch(Dag dag, LocalDate logicalDate) {
    RunMetrics counted = metrics.forRun(dag.name());
    Optional<RunLineage> told = events.forRun(dag, logicalDate, lineage);
    List<RunListener> listeners = new ArrayList<>(List.of(new RunLog(), counted));
    List<Runnable> closing = new ArrayList<>(List.of(counted::close));
    told.ifPresent(listeners::add);
    told.ifPresent(one -> closing.add(one::close));
    return new RunObserver(listeners, closing);
  }
}
