package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.dag.Dag;

/**
 * Executes runs of DAGs by name.
 *
 * @param executor executes them
 * @param dags those that this node can run
 */
record DagExecutors(RunExecutor executor, Map<String, Dag> dags) {
  private static final Logger LOG = LoggerFactory.getLogger(DagExecutors.class);

  DagExecutors {
    requireNonNull(executor, "executor is null");
    dags = Map.copyOf(dags);
  }

  void executeAll(String dag) throws InterruptedException {
    if (dags.containsKey(dag)) {
      executor.executeAll(dags.get(dag));
    } else {
      LOG.warn("This node is not configured for {}; another one has to run it", dag);
    }
  }
}
