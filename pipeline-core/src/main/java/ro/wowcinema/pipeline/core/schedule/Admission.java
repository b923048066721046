package ro.wowcinema.pipeline.core.schedule;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.min;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.DAG_SCHEDULE;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.run.RunState;
import ro.wowcinema.pipeline.core.run.TaskState;

/**
 * Which dates of a DAG may run, and what each waits for before it starts. A run that waits holds
 * nothing: no lease, no slot, no connection, and no turn of another date.
 *
 * @param schedule the DAG's
 * @param startKey the key of the configuration that sets its start date
 * @param deliveries what has been delivered
 * @param deliveryWait how its runs wait for deliveries; empty where they wait for none
 * @param upstream the DAGs whose runs of the same date come before, where they are on
 */
public record Admission(
    Schedule schedule,
    String startKey,
    Deliveries deliveries,
    Optional<DeliveryWait> deliveryWait,
    List<UpstreamDag> upstream) {
  public Admission {
    requireNonNull(schedule, "schedule is null");
    requireNonNull(startKey, "startKey is null");
    requireNonNull(deliveries, "deliveries is null");
    requireNonNull(deliveryWait, "deliveryWait is null");
    upstream = List.copyOf(upstream);
  }

  /**
   * The first date that may run: as configured, or that of the first delivery in the landing zone
   * or the ledger. What the schedule itself asked for, and the last date that is due, may run also
   * where no delivery is known yet.
   */
  public LocalDate startDate(DSLContext dsl, Instant now) {
    return schedule
        .start()
        .orElseGet(
            () ->
                Stream.of(
                        deliveries.first(),
                        firstLoaded(dsl),
                        firstScheduled(dsl),
                        Optional.of(schedule.lastDueBy(now)))
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .orElseThrow());
  }

  /** Why a date before this start date does not run. */
  public String tooEarly(LocalDate date, LocalDate startDate) {
    return "%s is before %s, the start date of %s (%s)"
        .formatted(
            date,
            startDate,
            schedule.dag(),
            schedule.start().isPresent()
                ? startKey
                : "its first delivery; " + startKey + " sets another");
  }

  /** What the run of a date, which does not run yet, waits for; empty where it can start. */
  public Optional<String> waitsFor(DSLContext dsl, LocalDate date, Instant now) {
    Set<String> done = doneTasks(dsl, date);
    return upstream.stream()
        .filter(other -> !done.containsAll(other.tasks()))
        .flatMap(other -> waitsFor(dsl, other.schedule(), date).stream())
        .findFirst()
        .or(
            () ->
                deliveryWait
                    .filter(wait -> !done.contains(wait.task()))
                    .flatMap(wait -> waitsForDelivery(wait, date, now)));
  }

  /** Waiting counts from when the date is due, not from when somebody asked for it. */
  private Optional<String> waitsForDelivery(DeliveryWait wait, LocalDate date, Instant now) {
    Instant end = schedule.dueAt(date).plus(wait.patience());
    return now.isBefore(end)
        ? deliveries.missing(date).map(missing -> "%s, until %s".formatted(missing, end))
        : Optional.empty();
  }

  /** Of a DAG that is paused nothing is expected, nor of a date that it never had to run. */
  private static Optional<String> waitsFor(DSLContext dsl, Schedule other, LocalDate date) {
    return dsl.select(DAG_SCHEDULE.NEXT_DATE, DAG_RUN.STATE)
        .from(DAG_SCHEDULE)
        .leftJoin(DAG_RUN)
        .on(DAG_RUN.DAG.eq(DAG_SCHEDULE.DAG))
        .and(DAG_RUN.LOGICAL_DATE.eq(date))
        .where(DAG_SCHEDULE.DAG.eq(other.dag()))
        .and(DAG_SCHEDULE.IS_PAUSED.isFalse())
        .fetchOptional()
        .flatMap(
            row ->
                row.value2() == null
                    ? notDueYet(other, date, row.value1())
                    : unfinished(other, date, RunState.of(row.value2())));
  }

  private static Optional<String> notDueYet(Schedule other, LocalDate date, LocalDate nextDate) {
    boolean willRun =
        !date.isBefore(nextDate) && other.start().map(start -> !date.isBefore(start)).orElse(true);
    return willRun
        ? Optional.of("%s of %s, due at %s".formatted(other.dag(), date, other.dueAt(date)))
        : Optional.empty();
  }

  private static Optional<String> unfinished(Schedule other, LocalDate date, RunState state) {
    String run = "%s of %s, which is %s".formatted(other.dag(), date, state.code());
    return switch (state) {
      case SUCCESS -> Optional.empty();
      case QUEUED, RUNNING -> Optional.of(run);
      case FAILED, CANCELLED ->
          Optional.of(
              run + ": rerun it, mark its tasks as done, or pause %s".formatted(other.dag()));
    };
  }

  private Set<String> doneTasks(DSLContext dsl, LocalDate date) {
    return dsl.select(TASK_RUN.TASK)
        .from(TASK_RUN)
        .join(DAG_RUN)
        .on(DAG_RUN.RUN_ID.eq(TASK_RUN.RUN_ID))
        .where(DAG_RUN.DAG.eq(schedule.dag()))
        .and(DAG_RUN.LOGICAL_DATE.eq(date))
        .and(TASK_RUN.STATE.in(TaskState.SUCCESS.code(), TaskState.SKIPPED.code()))
        .fetchSet(TASK_RUN.TASK);
  }

  private static Optional<LocalDate> firstLoaded(DSLContext dsl) {
    return dsl.select(min(SOURCE_FILE.LOGICAL_DATE))
        .from(SOURCE_FILE)
        .fetchOptional(row -> row.value1());
  }

  private Optional<LocalDate> firstScheduled(DSLContext dsl) {
    return dsl.select(min(DAG_RUN.LOGICAL_DATE))
        .from(DAG_RUN)
        .where(DAG_RUN.DAG.eq(schedule.dag()))
        .and(DAG_RUN.RUN_TYPE.eq(RunType.SCHEDULED.code()))
        .fetchOptional(row -> row.value1());
  }
}
