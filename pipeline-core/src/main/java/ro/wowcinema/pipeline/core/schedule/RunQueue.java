package ro.wowcinema.pipeline.core.schedule;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.DAG_SCHEDULE;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.RunType;
import ro.wowcinema.warehouse.ops.tables.DagRun;

/**
 * Runs that daemons should run. One run of a DAG is active at a time, because its dates change the
 * same tables; the oldest date that waits for nothing runs first.
 */
public final class RunQueue {
  private final DSLContext dsl;
  private final Map<String, Admission> dags;
  private final Clock clock;

  /**
   * A queue of these DAGs' runs.
   *
   * @param dags which of their dates may run, and what those wait for
   */
  public RunQueue(DSLContext dsl, List<Admission> dags, Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.dags =
        dags.stream().collect(Collectors.toMap(one -> one.schedule().dag(), Function.identity()));
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * The date of the DAG to run next, if none of it is running. What the schedule requested waits
   * while the DAG is paused; what people requested does not.
   */
  public Optional<LocalDate> next(String dag) {
    List<LocalDate> requested = requested(dag);
    WaitReasons waits = dags.get(dag).waits(dsl, requested, clock.instant());
    return requested.stream().filter(date -> waits.of(date).isEmpty()).findFirst();
  }

  private List<LocalDate> requested(String dag) {
    DagRun other = DAG_RUN.as("other");
    return dsl.select(DAG_RUN.LOGICAL_DATE)
        .from(DAG_RUN)
        .join(DAG_SCHEDULE)
        .on(DAG_SCHEDULE.DAG.eq(DAG_RUN.DAG))
        .where(DAG_RUN.DAG.eq(dag))
        .and(DAG_RUN.REQUESTED_AT.isNotNull())
        .and(DAG_RUN.RUN_TYPE.ne(RunType.SCHEDULED.code()).or(DAG_SCHEDULE.IS_PAUSED.isFalse()))
        .and(
            notExists(
                selectOne()
                    .from(other)
                    .where(other.DAG.eq(dag))
                    .and(other.STATE.eq(RunState.RUNNING.code()))))
        .orderBy(DAG_RUN.LOGICAL_DATE)
        .fetch(DAG_RUN.LOGICAL_DATE);
  }
}
