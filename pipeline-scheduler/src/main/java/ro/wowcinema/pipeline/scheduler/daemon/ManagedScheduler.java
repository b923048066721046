package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.weakref.jmx.Managed;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.operations.OperatorActions;
import ro.wowcinema.pipeline.core.operations.OperatorActions.Action;
import ro.wowcinema.pipeline.scheduler.jmx.Caller;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans.Described;

/** This node as operators reach it by JMX. */
@Described("This node of the scheduler")
public final class ManagedScheduler {
  private final Node node;
  private final DSLContext dsl;
  private final DagRunner runner;
  private final OperatorActions actions;
  private final Runnable shutdown;

  /**
   * The node's own data.
   *
   * @param id unique in the cluster
   * @param startedAt when it started
   */
  record Node(String id, Instant startedAt) {}

  ManagedScheduler(
      Node node, DSLContext dsl, DagRunner runner, OperatorActions actions, Runnable shutdown) {
    this.node = requireNonNull(node, "node is null");
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.runner = requireNonNull(runner, "runner is null");
    this.actions = requireNonNull(actions, "actions is null");
    this.shutdown = requireNonNull(shutdown, "shutdown is null");
  }

  @Managed(description = "Name of this node, unique in the cluster")
  public String getNodeId() {
    return node.id();
  }

  @Managed(description = "Nodes that checked in, this one among them")
  public String[] getClusterMembers() {
    List<String> members =
        dsl.select(field(name("instance_name"), SQLDataType.VARCHAR))
            .from(table(name("quartz", "qrtz_scheduler_state")))
            .orderBy(1)
            .fetch(row -> row.value1());
    return members.toArray(new String[0]);
  }

  @Managed(description = "When this node started")
  public String getStartedAt() {
    return node.startedAt().toString();
  }

  @Managed(description = "Tasks at work on this node")
  public int getTasksRunning() {
    return runner.runningTasks();
  }

  @Managed(description = "Runs on this node")
  public int getActiveRuns() {
    return runner.activeRuns();
  }

  @Managed(description = "Tasks at a time on this node")
  public int getPoolSize() {
    return runner.parallelism();
  }

  @Managed(description = "Stops this node as SIGTERM does; other nodes resume its runs")
  public String shutdown() {
    String answer =
        actions.perform(
            new Action(Caller.name(), "shutdown", Optional.empty(), node.id()),
            tx -> "Node %s stops.".formatted(node.id()));
    shutdown.run();
    return answer;
  }
}
