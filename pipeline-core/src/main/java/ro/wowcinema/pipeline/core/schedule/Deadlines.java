package ro.wowcinema.pipeline.core.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.alert.Alerts;
import ro.wowcinema.pipeline.core.ledger.RequestedRuns;

/** Finds scheduled runs that are late, each once. */
public final class Deadlines {
  private final DSLContext dsl;

  public Deadlines(DSLContext dsl) {
    this.dsl = requireNonNull(dsl, "dsl is null");
  }

  /** Raises an alert for each run that has become late; gives back the dates. */
  public List<LocalDate> check(Schedule schedule, Instant now) {
    return dsl.transactionResult(
        configuration -> {
          DSLContext tx = configuration.dsl();
          List<LocalDate> late =
              new RequestedRuns(tx, schedule.dag(), now)
                  .markLate(schedule.lastDueBy(now.minus(schedule.deadline())));
          late.forEach(date -> raise(tx, schedule, date, now));
          return late;
        });
  }

  private static void raise(DSLContext tx, Schedule schedule, LocalDate date, Instant now) {
    new Alerts(tx)
        .raise(
            AlertKind.DEADLINE_MISSED,
            schedule.dag(),
            date,
            "Deadline missed: run of %s for %s not finished by %s"
                .formatted(
                    schedule.dag(),
                    date,
                    schedule.dueAt(date).plus(schedule.deadline()).atZone(schedule.zone())),
            now);
  }
}
