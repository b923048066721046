package ro.wowcinema.pipeline.core.operations;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.pipeline.core.operations.OperatedDag.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.ledger.RequestedRuns;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.RunType;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.core.schedule.TickResult;

/** Operators' actions on a DAG's dates; answers and refuses as {@link RunOperations} does. */
public final class ScheduleOperations {
  private final OperatedDag dag;

  public ScheduleOperations(OperatedDag dag) {
    this.dag = requireNonNull(dag, "dag is null");
  }

  /**
   * From now on no date becomes due.
   *
   * @param order whose dates do not matter
   */
  public String pause(OperatorRequest order) {
    return dag.perform(
        order,
        "pause",
        "",
        tx -> {
          if (!new ScheduleTicker(tx).pause(dag.schedule(), dag.now())) {
            throw refused("%s is paused already.".formatted(dag.name()));
          }
          return "%s is paused: active runs continue, and no date becomes due."
              .formatted(dag.name());
        });
  }

  /**
   * Resumes the schedule after a pause.
   *
   * @param order whose dates do not matter
   * @param catchUp which of the dates that passed during the pause will run: all, latest or none
   */
  public String resume(OperatorRequest order, String catchUp) {
    return dag.request(order, "resume", catchUp, tx -> resume(tx, policy(catchUp)));
  }

  /** Runs every date of a range that has not succeeded, the oldest first. */
  public String backfill(OperatorRequest order) {
    return dag.request(
        order,
        "backfill",
        order.from() + ", " + order.to(),
        tx -> backfill(tx, dag.admitted(tx, order).dates()));
  }

  private String resume(DSLContext tx, CatchUp catchUp) {
    ScheduleTicker dates = new ScheduleTicker(tx);
    if (!dates.isPaused(dag.schedule())) {
      throw refused("%s is not paused.".formatted(dag.name()));
    }
    TickResult ticked = dates.resume(dag.schedule(), catchUp, dag.now());
    return "%s is resumed. Queued: %s. Skipped: %s. Next: %s."
        .formatted(
            dag.name(),
            list(ticked.requested()),
            list(ticked.skipped()),
            dates.nextDate(dag.schedule()));
  }

  private String backfill(DSLContext tx, List<LocalDate> dates) {
    RequestedRuns runs = new RequestedRuns(tx, dag.name(), dag.now());
    List<LocalDate> open =
        dates.stream()
            .filter(date -> runs.lock(date).map(ScheduleOperations::isOpen).orElse(true))
            .toList();
    open.forEach(date -> runs.request(date, RunType.BACKFILL));
    return "%d of %d dates of %s are queued, the oldest first; the others have succeeded, run, or wait."
        .formatted(open.size(), dates.size(), dag.name());
  }

  private static boolean isOpen(RequestedRuns.Row run) {
    return run.state() != RunState.SUCCESS && run.state() != RunState.RUNNING && !run.isWaiting();
  }

  private static CatchUp policy(String word) {
    return CatchUp.of(word)
        .orElseThrow(
            () ->
                refused(
                    "'%s' is no catch-up policy; use one of %s.".formatted(word, CatchUp.words())));
  }

  private static String list(List<LocalDate> dates) {
    return dates.isEmpty()
        ? "none"
        : dates.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
  }
}
