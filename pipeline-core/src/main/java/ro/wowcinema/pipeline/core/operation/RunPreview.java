package ro.wowcinema.pipeline.core.operation;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.run.RunState;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.core.schedule.DueDates;
import ro.wowcinema.pipeline.core.schedule.Schedule;

/** Tells what would become of dates, and changes nothing. */
public final class RunPreview {
  private final DSLContext dsl;
  private final Schedule schedule;
  private final Instant now;

  public RunPreview(DSLContext dsl, Schedule schedule, Instant now) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.schedule = requireNonNull(schedule, "schedule is null");
    this.now = requireNonNull(now, "now is null");
  }

  /**
   * What would become of each date.
   *
   * @param dates in order, at least one
   */
  public List<PreviewRow> of(List<LocalDate> dates) {
    Map<LocalDate, String> states = states(dates);
    Map<CatchUp, List<LocalDate>> resumed = new EnumMap<>(CatchUp.class);
    for (CatchUp policy : CatchUp.values()) {
      resumed.put(policy, new DueDates(dsl).wouldRun(schedule, policy, now));
    }
    return dates.stream()
        .map(
            date ->
                new PreviewRow(
                    date,
                    schedule.dueAt(date),
                    states.getOrDefault(date, "none"),
                    wouldBackfill(date, states.get(date)) ? "run" : "leave",
                    Stream.of(CatchUp.values())
                        .filter(policy -> resumed.get(policy).contains(date))
                        .map(CatchUp::word)
                        .collect(Collectors.joining(", "))))
        .toList();
  }

  private boolean wouldBackfill(LocalDate date, String state) {
    return !date.isAfter(schedule.today(now))
        && !RunState.SUCCESS.code().equals(state)
        && !RunState.RUNNING.code().equals(state);
  }

  private Map<LocalDate, String> states(List<LocalDate> dates) {
    return dsl.select(DAG_RUN.LOGICAL_DATE, DAG_RUN.STATE)
        .from(DAG_RUN)
        .where(DAG_RUN.DAG.eq(schedule.dag()))
        .and(DAG_RUN.LOGICAL_DATE.between(dates.get(0), dates.get(dates.size() - 1)))
        .fetchMap(DAG_RUN.LOGICAL_DATE, DAG_RUN.STATE);
  }
}
