package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import ro.wowcinema.pipeline.core.alert.AlertKind;

/**
 * A message that people should read now: of one kind, about one or more runs of a DAG.
 *
 * @param kind {@code run_failed} or {@code deadline_missed}
 * @param isResolved whether the message reports that the problem is over
 * @param dag the DAG
 * @param logicalDates the dates, in order, at least one
 * @param message what happened; it is sent to outside systems, so it may have no data in it
 * @param raisedAt when it happened, the first of several times
 * @param runbook anchor of the runbook's instructions, such as {@code run-failed}
 */
public record Alert(
    String kind,
    boolean isResolved,
    String dag,
    List<LocalDate> logicalDates,
    String message,
    Instant raisedAt,
    String runbook) {
  public Alert {
    requireNonNull(kind, "kind is null");
    requireNonNull(dag, "dag is null");
    logicalDates = List.copyOf(logicalDates);
    requireNonNull(message, "message is null");
    requireNonNull(raisedAt, "raisedAt is null");
    requireNonNull(runbook, "runbook is null");
    if (logicalDates.isEmpty()) {
      throw new IllegalArgumentException("logicalDates is empty");
    }
  }

  /** One message of alerts that are all of one topic, at least one. */
  public static Alert raised(List<RaisedAlert> alerts) {
    RaisedAlert latest = latest(alerts);
    SortedSet<LocalDate> dates = dates(alerts);
    String message =
        dates.size() == 1
            ? latest.message()
            : "%d runs of %s %s: %s; the latest: %s"
                .formatted(
                    dates.size(),
                    latest.dag(),
                    latest.kind() == AlertKind.RUN_FAILED ? "failed" : "missed their deadlines",
                    DateText.of(dates),
                    latest.message());
    return of(alerts, false, message);
  }

  /** Combines alerts of one topic, each with a resolution, into one message; at least one. */
  public static Alert resolved(List<RaisedAlert> alerts) {
    RaisedAlert latest = latest(alerts);
    String before =
        latest.kind() == AlertKind.RUN_FAILED ? "had failed" : "had missed the deadline";
    SortedSet<LocalDate> succeeded = dates(alerts.stream().filter(Alert::hasSucceeded).toList());
    SortedSet<LocalDate> cancelled = dates(alerts);
    cancelled.removeAll(succeeded);
    int runs = succeeded.size() + cancelled.size();
    String message;
    if (runs == 1) {
      message =
          "Run of %s for %s %s; it %s"
              .formatted(
                  latest.dag(),
                  latest.logicalDate(),
                  cancelled.isEmpty() ? "succeeded" : "was cancelled",
                  before);
    } else {
      message =
          "%d runs of %s that %s ended: %s"
              .formatted(runs, latest.dag(), before, endings(succeeded, cancelled));
    }
    return of(alerts, true, message);
  }

  private static String endings(SortedSet<LocalDate> succeeded, SortedSet<LocalDate> cancelled) {
    String first = succeeded.isEmpty() ? "" : DateText.of(succeeded) + " succeeded";
    String second = cancelled.isEmpty() ? "" : DateText.of(cancelled) + " cancelled";
    return first + (first.isEmpty() || second.isEmpty() ? "" : "; ") + second;
  }

  private static boolean hasSucceeded(RaisedAlert alert) {
    return alert.resolution().orElseThrow().isSuccess();
  }

  private static Alert of(List<RaisedAlert> alerts, boolean isResolved, String message) {
    AlertKind kind = alerts.get(0).kind();
    return new Alert(
        kind.code(),
        isResolved,
        alerts.get(0).dag(),
        List.copyOf(dates(alerts)),
        message,
        alerts.stream().map(RaisedAlert::raisedAt).min(Comparator.naturalOrder()).orElseThrow(),
        kind.runbookEntry());
  }

  private static RaisedAlert latest(List<RaisedAlert> alerts) {
    return alerts.stream().max(Comparator.comparingLong(RaisedAlert::id)).orElseThrow();
  }

  private static SortedSet<LocalDate> dates(List<RaisedAlert> alerts) {
    return alerts.stream().map(RaisedAlert::logicalDate).collect(toCollection(TreeSet::new));
  }
}
