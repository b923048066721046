package ro.wowcinema.pipeline.core.ledger;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.db.Database;

/** Reads earlier rounds from the ledger. */
public final class RunHistory {
  private final Database database;

  public RunHistory(Database database) {
    this.database = requireNonNull(database, "database is null");
  }

  /** Tasks that those requested come after, and that have not succeeded for the date, in order. */
  public Set<String> missingUpstream(RunRequest request) {
    Set<String> upstream = new LinkedHashSet<>();
    for (Task task : request.dag().tasks()) {
      boolean isNeeded =
          request.tasks().stream()
              .anyMatch(asked -> request.dag().ancestors(asked).contains(task.name()));
      if (isNeeded && !request.tasks().contains(task.name())) {
        upstream.add(task.name());
      }
    }
    upstream.removeAll(done(request));
    return upstream;
  }

  private Set<String> done(RunRequest request) {
    return database
        .dsl()
        .select(TASK_RUN.TASK)
        .from(TASK_RUN)
        .join(DAG_RUN)
        .on(DAG_RUN.RUN_ID.eq(TASK_RUN.RUN_ID))
        .where(DAG_RUN.DAG.eq(request.dag().name()))
        .and(DAG_RUN.LOGICAL_DATE.eq(request.logicalDate()))
        .and(TASK_RUN.STATE.in(TaskState.SUCCESS.code(), TaskState.SKIPPED.code()))
        .fetchSet(TASK_RUN.TASK);
  }

  /** The dates from this one on for which the DAG ever ran, in order. */
  public List<LocalDate> datesFrom(Dag dag, LocalDate first) {
    return database
        .dsl()
        .select(DAG_RUN.LOGICAL_DATE)
        .from(DAG_RUN)
        .where(DAG_RUN.DAG.eq(dag.name()))
        .and(DAG_RUN.LOGICAL_DATE.ge(first))
        .orderBy(DAG_RUN.LOGICAL_DATE)
        .fetch(row -> row.value1());
  }
}
