package ro.wowcinema.pipeline.core.operations;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.core.schedule.WaitReasons;

/** Previews what would happen to dates, and changes nothing. */
public final class RunPreview {
  private final DSLContext dsl;
  private final Admission admission;
  private final Schedule schedule;
  private final Instant now;

  public RunPreview(DSLContext dsl, Admission admission, Instant now) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.admission = requireNonNull(admission, "admission is null");
    this.schedule = admission.schedule();
    this.now = requireNonNull(now, "now is null");
  }

  /** A preview of each date. */
  public List<PreviewRow> of(List<LocalDate> dates) {
    Map<LocalDate, Found> runs = runs(dates);
    Map<CatchUp, List<LocalDate>> resumed = new EnumMap<>(CatchUp.class);
    for (CatchUp policy : CatchUp.values()) {
      resumed.put(policy, new ScheduleTicker(dsl).wouldRun(schedule, policy, now));
    }
    LocalDate start = admission.startDate(dsl, now);
    WaitReasons waits = admission.waits(dsl, dates, now);
    return dates.stream()
        .map(date -> row(date, start, runs.getOrDefault(date, Found.NONE), resumed, waits))
        .toList();
  }

  /**
   * The run of a date.
   *
   * @param isRequested whether daemons should run it
   */
  private record Found(String state, boolean isRequested) {
    static final Found NONE = new Found("none", false);

    boolean wouldBackfill() {
      return !is(RunState.SUCCESS) && !is(RunState.RUNNING) && !isRequested;
    }

    /** A run that was requested before is not changed. */
    boolean wouldResume() {
      return equals(NONE) || (is(RunState.QUEUED) && !isRequested);
    }

    /** Whether it is requested and has not started yet. */
    boolean isWaiting() {
      return isRequested && !is(RunState.RUNNING);
    }

    private boolean is(RunState other) {
      return state.equals(other.code());
    }
  }

  private PreviewRow row(
      LocalDate date,
      LocalDate start,
      Found run,
      Map<CatchUp, List<LocalDate>> resumed,
      WaitReasons waits) {
    boolean isAdmitted = !date.isBefore(start);
    boolean hasBegun = !date.isAfter(schedule.today(now));
    boolean wouldRun = hasBegun && run.wouldBackfill();
    Optional<String> missing = run.isWaiting() || wouldRun ? waits.of(date) : Optional.empty();
    return new PreviewRow(
        date,
        schedule.dueAt(date),
        run.isWaiting() && missing.isPresent() ? RunViews.WAITING : run.state(),
        admission.deliveries().of(date),
        isAdmitted ? (wouldRun ? "run" : "leave") : "refuse",
        Stream.of(CatchUp.values())
            .filter(policy -> run.wouldResume() && resumed.get(policy).contains(date))
            .map(CatchUp::word)
            .collect(Collectors.joining(", ")),
        isAdmitted
            ? missing.map(what -> "waits for " + what).orElse("")
            : admission.tooEarly(date, start));
  }

  private Map<LocalDate, Found> runs(List<LocalDate> dates) {
    return dsl.select(DAG_RUN.LOGICAL_DATE, DAG_RUN.STATE, DAG_RUN.REQUESTED_AT)
        .from(DAG_RUN)
        .where(DAG_RUN.DAG.eq(schedule.dag()))
        .and(DAG_RUN.LOGICAL_DATE.between(dates.get(0), dates.get(dates.size() - 1)))
        .fetchMap(DAG_RUN.LOGICAL_DATE, row -> new Found(row.value2(), row.value3() != null));
  }
}
