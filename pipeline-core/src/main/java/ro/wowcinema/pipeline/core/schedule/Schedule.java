package ro.wowcinema.pipeline.core.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a DAG's dates are due. Dates come from the calendar, never from adding hours or from a cron
 * expression: each has exactly one due instant, also at a clock change.
 *
 * @param dag the DAG's name
 * @param time when the run of a date is due, on the day after it, when its data interval has ended;
 *     in the gap of a clock change, shifted by the gap; where the time occurs twice, the first
 * @param zone whose calendar and clock
 * @param catchUp which of the dates that passed while no daemon was up to run
 * @param deadline how long after it is due a run has to be done
 * @param startsPaused whether the DAG is paused until an operator resumes it
 * @param start the first date that runs; empty where deliveries determine it, see {@link Admission}
 */
public record Schedule(
    String dag,
    LocalTime time,
    ZoneId zone,
    CatchUp catchUp,
    Duration deadline,
    boolean startsPaused,
    Optional<LocalDate> start) {
  public Schedule {
    requireNonNull(dag, "dag is null");
    requireNonNull(time, "time is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(catchUp, "catchUp is null");
    requireNonNull(deadline, "deadline is null");
    requireNonNull(start, "start is null");
  }

  /** Without a start date of its own. */
  public Schedule(
      String dag,
      LocalTime time,
      ZoneId zone,
      CatchUp catchUp,
      Duration deadline,
      boolean startsPaused) {
    this(dag, time, zone, catchUp, deadline, startsPaused, Optional.empty());
  }

  /** The same, with a start date. */
  public Schedule startingOn(LocalDate newStart) {
    return new Schedule(dag, time, zone, catchUp, deadline, startsPaused, Optional.of(newStart));
  }

  /** When the run of a logical date is due. */
  public Instant dueAt(LocalDate logicalDate) {
    // In a gap ZonedDateTime moves on by the gap's length; of two it takes the earlier.
    return logicalDate.plusDays(1).atTime(time).atZone(zone).toInstant();
  }

  /** The last logical date that is due at an instant. */
  public LocalDate lastDueBy(Instant now) {
    LocalDate candidate = today(now);
    while (dueAt(candidate).isAfter(now)) {
      candidate = candidate.minusDays(1);
    }
    return candidate;
  }

  /** The calendar date of an instant. */
  public LocalDate today(Instant now) {
    return now.atZone(zone).toLocalDate();
  }
}
