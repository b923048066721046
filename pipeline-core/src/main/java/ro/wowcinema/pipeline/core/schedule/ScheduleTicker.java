package ro.wowcinema.pipeline.core.schedule;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.DAG_SCHEDULE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.ledger.RequestedRuns;

/**
 * Turns dates that are due into runs. The progress of a schedule is in the ledger, so it does not
 * matter which node ticks, how often, or how late: each date is handled once.
 */
public final class ScheduleTicker {
  /** Ticks occur every few seconds; a later tick means that the process was down. */
  private static final Duration ON_TIME = Duration.ofMinutes(10);

  private final DSLContext dsl;

  /**
   * @param dsl a transaction's, where it must commit with something else
   */
  public ScheduleTicker(DSLContext dsl) {
    this.dsl = requireNonNull(dsl, "dsl is null");
  }

  /** Starts a schedule that is new: with the first date that is due from now on. */
  public void register(Schedule schedule, Instant now) {
    dsl.insertInto(DAG_SCHEDULE)
        .set(DAG_SCHEDULE.DAG, schedule.dag())
        .set(DAG_SCHEDULE.NEXT_DATE, schedule.lastDueBy(now).plusDays(1))
        .set(DAG_SCHEDULE.IS_PAUSED, schedule.startsPaused())
        .set(DAG_SCHEDULE.CHANGED_AT, now)
        .onConflictDoNothing()
        .execute();
  }

  /** Deals with every date that has become due, unless the DAG is paused. */
  public TickResult tick(Schedule schedule, Instant now) {
    return dsl.transactionResult(
        configuration -> {
          ScheduleTicker here = new ScheduleTicker(configuration.dsl());
          Position position = here.lock(schedule);
          return position.isPaused()
              ? TickResult.NOTHING
              : here.advance(schedule, position, schedule.catchUp(), ON_TIME, now);
        });
  }

  /** Pauses the schedule until {@link #resume}; false if it was paused already. */
  public boolean pause(Schedule schedule, Instant now) {
    return setPaused(schedule, true, now);
  }

  /**
   * Resumes the schedule, and applies the catch-up policy to the dates that passed during the
   * pause.
   */
  public TickResult resume(Schedule schedule, CatchUp catchUp, Instant now) {
    Position position = lock(schedule);
    setPaused(schedule, false, now);
    return advance(schedule, position, catchUp, Duration.ZERO, now);
  }

  /** Whether nothing becomes due. */
  public boolean isPaused(Schedule schedule) {
    return position(schedule).isPaused();
  }

  /** The next date to handle. */
  public LocalDate nextDate(Schedule schedule) {
    return position(schedule).nextDate();
  }

  /** The dates that {@link #resume} would run now. */
  public List<LocalDate> wouldRun(Schedule schedule, CatchUp catchUp, Instant now) {
    List<LocalDate> due =
        stored(schedule).map(position -> due(position, schedule, now)).orElse(List.of());
    return due.isEmpty() ? due : catchUp.choose(due, schedule, now, Duration.ZERO);
  }

  private record Position(LocalDate nextDate, boolean isPaused) {}

  private TickResult advance(
      Schedule schedule, Position position, CatchUp catchUp, Duration onTime, Instant now) {
    List<LocalDate> due = due(position, schedule, now);
    if (due.isEmpty()) {
      return TickResult.NOTHING;
    }
    List<LocalDate> chosen = catchUp.choose(due, schedule, now, onTime);
    List<LocalDate> requested =
        chosen.stream()
            .filter(date -> new RequestedRuns(dsl, schedule.dag(), now).requestDue(date))
            .toList();
    dsl.update(DAG_SCHEDULE)
        .set(DAG_SCHEDULE.NEXT_DATE, due.get(due.size() - 1).plusDays(1))
        .where(DAG_SCHEDULE.DAG.eq(schedule.dag()))
        .execute();
    return new TickResult(requested, due.stream().filter(date -> !chosen.contains(date)).toList());
  }

  private boolean setPaused(Schedule schedule, boolean isPaused, Instant now) {
    return dsl.update(DAG_SCHEDULE)
            .set(DAG_SCHEDULE.IS_PAUSED, isPaused)
            .set(DAG_SCHEDULE.CHANGED_AT, now)
            .where(DAG_SCHEDULE.DAG.eq(schedule.dag()))
            .and(DAG_SCHEDULE.IS_PAUSED.ne(isPaused))
            .execute()
        == 1;
  }

  private static List<LocalDate> due(Position position, Schedule schedule, Instant now) {
    LocalDate end = schedule.lastDueBy(now).plusDays(1);
    return position.nextDate().isBefore(end)
        ? position.nextDate().datesUntil(end).toList()
        : List.of();
  }

  private Position position(Schedule schedule) {
    return stored(schedule)
        .orElseThrow(() -> new IllegalStateException(schedule.dag() + " is not registered"));
  }

  /** Empty where no daemon ever had the DAG. */
  private Optional<Position> stored(Schedule schedule) {
    return dsl.select(DAG_SCHEDULE.NEXT_DATE, DAG_SCHEDULE.IS_PAUSED)
        .from(DAG_SCHEDULE)
        .where(DAG_SCHEDULE.DAG.eq(schedule.dag()))
        .fetchOptional(row -> position(schedule, row.value1(), row.value2()));
  }

  private Position lock(Schedule schedule) {
    return dsl.select(DAG_SCHEDULE.NEXT_DATE, DAG_SCHEDULE.IS_PAUSED)
        .from(DAG_SCHEDULE)
        .where(DAG_SCHEDULE.DAG.eq(schedule.dag()))
        .forUpdate()
        .fetchSingle(row -> position(schedule, row.value1(), row.value2()));
  }

  /** No date before the schedule's start date is due. */
  private static Position position(Schedule schedule, LocalDate nextDate, boolean isPaused) {
    return new Position(
        schedule.start().filter(start -> start.isAfter(nextDate)).orElse(nextDate), isPaused);
  }
}
