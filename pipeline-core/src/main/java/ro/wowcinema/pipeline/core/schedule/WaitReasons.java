package ro.wowcinema.pipeline.core.schedule;

import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.DAG_SCHEDULE;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;

/**
 * What runs of some dates wait for, according to the ledger when it was read: by one statement for
 * all dates, and one for each upstream DAG.
 */
public final class WaitReasons {
  private final Admission admission;
  private final Instant now;

  /** For each date, the completed tasks that need what it waits for. */
  private final Map<LocalDate, Set<String>> done;

  /** The upstream DAGs that are on. */
  private final Map<String, Upstream> upstream;

  /**
   * An upstream DAG.
   *
   * @param nextDate the next date of its schedule
   * @param runs states of its runs
   */
  private record Upstream(LocalDate nextDate, Map<LocalDate, RunState> runs) {}

  private WaitReasons(
      Admission admission,
      Instant now,
      Map<LocalDate, Set<String>> done,
      Map<String, Upstream> upstream) {
    this.admission = admission;
    this.now = now;
    this.done = done;
    this.upstream = upstream;
  }

  static WaitReasons none(Admission admission, Instant now) {
    return new WaitReasons(admission, now, Map.of(), Map.of());
  }

  static WaitReasons read(
      Admission admission, DSLContext dsl, Collection<LocalDate> dates, Instant now) {
    LocalDate first = Collections.min(dates);
    LocalDate last = Collections.max(dates);
    Map<String, Upstream> upstream = new HashMap<>();
    for (UpstreamDag other : admission.upstream()) {
      upstream(dsl, other.schedule().dag(), first, last)
          .ifPresent(found -> upstream.put(other.schedule().dag(), found));
    }
    return new WaitReasons(admission, now, done(admission, dsl, first, last), upstream);
  }

  /** What the run of one of the dates waits for; empty if it can start. */
  public Optional<String> of(LocalDate date) {
    Set<String> doneTasks = done.getOrDefault(date, Set.of());
    return admission.upstream().stream()
        .filter(other -> !doneTasks.containsAll(other.tasks()))
        .flatMap(other -> ofRun(other.schedule(), date).stream())
        .findFirst()
        .or(
            () ->
                admission
                    .deliveryWait()
                    .filter(wait -> !doneTasks.contains(wait.task()))
                    .flatMap(wait -> ofDelivery(wait, date)));
  }

  /** Waiting counts from when the date is due, not from when it was requested. */
  private Optional<String> ofDelivery(DeliveryWait wait, LocalDate date) {
    Instant end = admission.schedule().dueAt(date).plus(wait.patience());
    return now.isBefore(end)
        ? admission.deliveries().missing(date).map(what -> "%s, until %s".formatted(what, end))
        : Optional.empty();
  }

  /** Nothing is expected from a paused DAG, nor for a date that it never had to run. */
  private Optional<String> ofRun(Schedule other, LocalDate date) {
    return Optional.ofNullable(upstream.get(other.dag()))
        .flatMap(
            found ->
                found.runs().containsKey(date)
                    ? unfinished(other, date, found.runs().get(date))
                    : notDueYet(other, date, found.nextDate()));
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

  private static Map<LocalDate, Set<String>> done(
      Admission admission, DSLContext dsl, LocalDate first, LocalDate last) {
    Set<String> waiting = new HashSet<>();
    admission.deliveryWait().ifPresent(wait -> waiting.add(wait.task()));
    admission.upstream().forEach(other -> waiting.addAll(other.tasks()));
    Map<LocalDate, Set<String>> done = new HashMap<>();
    dsl.select(DAG_RUN.LOGICAL_DATE, TASK_RUN.TASK)
        .from(TASK_RUN)
        .join(DAG_RUN)
        .on(DAG_RUN.RUN_ID.eq(TASK_RUN.RUN_ID))
        .where(DAG_RUN.DAG.eq(admission.schedule().dag()))
        .and(DAG_RUN.LOGICAL_DATE.between(first, last))
        .and(TASK_RUN.TASK.in(waiting))
        .and(TASK_RUN.STATE.in(TaskState.SUCCESS.code(), TaskState.SKIPPED.code()))
        .forEach(
            row -> done.computeIfAbsent(row.value1(), date -> new HashSet<>()).add(row.value2()));
    return done;
  }

  /** Empty where the DAG is paused, or no daemon ever had it. */
  private static Optional<Upstream> upstream(
      DSLContext dsl, String dag, LocalDate first, LocalDate last) {
    var rows =
        dsl.select(DAG_SCHEDULE.NEXT_DATE, DAG_RUN.LOGICAL_DATE, DAG_RUN.STATE)
            .from(DAG_SCHEDULE)
            .leftJoin(DAG_RUN)
            .on(DAG_RUN.DAG.eq(DAG_SCHEDULE.DAG))
            .and(DAG_RUN.LOGICAL_DATE.between(first, last))
            .where(DAG_SCHEDULE.DAG.eq(dag))
            .and(DAG_SCHEDULE.IS_PAUSED.isFalse())
            .fetch();
    Map<LocalDate, RunState> runs = new HashMap<>();
    for (var row : rows) {
      if (row.value2() != null) {
        runs.put(row.value2(), RunState.of(row.value3()));
      }
    }
    return rows.stream().findFirst().map(row -> new Upstream(row.value1(), runs));
  }
}
