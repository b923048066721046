package ro.wowcinema.pipeline.core.schedule;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.min;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.ledger.RunType;

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
   * or the ledger. What the schedule itself requested, and the last date that is due, may run also
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

  /** What queued runs currently wait for. */
  public WaitReasons waits(DSLContext dsl, Collection<LocalDate> dates, Instant now) {
    return dates.isEmpty() ? WaitReasons.none(this, now) : WaitReasons.read(this, dsl, dates, now);
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
