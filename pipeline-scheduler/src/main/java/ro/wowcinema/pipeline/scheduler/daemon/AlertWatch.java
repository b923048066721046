package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.alert.Alert;
import ro.wowcinema.pipeline.scheduler.alert.RaisedAlert;
import ro.wowcinema.pipeline.scheduler.alert.RaisedAlert.Topic;
import ro.wowcinema.pipeline.scheduler.alert.StoredAlerts;
import ro.wowcinema.pipeline.scheduler.jmx.AlertNotifier;

/**
 * Notifies the JMX clients of this node of every alert, whichever node raised it, and again when it
 * is resolved. All alerts of one DAG and kind that one look finds are one notification.
 * Transactions do not commit in the order of the alerts' numbers, so each look also covers some
 * earlier numbers.
 */
final class AlertWatch implements AutoCloseable {
  /** What is appended to an alert's type when it is over. */
  static final String RESOLVED = ".resolved";

  private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
  private static final long EVERY_MILLIS = 1_000;

  /** More than one second's alerts. */
  private static final long BACK = 100;

  private final StoredAlerts alerts;
  private final AlertNotifier notifier;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "alert-watch");
            made.setDaemon(true);
            return made;
          });
  private final long first;
  private long last;

  /** Numbers of alerts that are not over, those of one notification together. */
  private final List<Set<Long>> open = new ArrayList<>();

  AlertWatch(StoredAlerts alerts, AlertNotifier notifier) {
    this.alerts = requireNonNull(alerts, "alerts is null");
    this.notifier = requireNonNull(notifier, "notifier is null");
    this.first = alerts.lastId();
    this.last = first;
    // Of these, clients were notified before.
    alerts.unresolved().stream()
        .filter(alert -> alert.id() <= first)
        .forEach(alert -> open.add(Set.of(alert.id())));
  }

  /** Starts with those that are raised from now on. */
  static AlertWatch start(StoredAlerts alerts, AlertNotifier notifier) {
    AlertWatch watch = new AlertWatch(alerts, notifier);
    var unused =
        watch.thread.scheduleWithFixedDelay(
            watch::recheck, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void recheck() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.debug("Alerts cannot be read; retrying at the next look", e);
    }
  }

  void look() {
    List<RaisedAlert> found =
        alerts.afterOrAmong(
            Math.max(first, last - BACK), open.stream().flatMap(Set::stream).toList());
    found.forEach(alert -> last = Math.max(last, alert.id()));
    notifyOfNew(found);
    notifyOfResolved(
        found.stream().collect(Collectors.toMap(RaisedAlert::id, Function.identity())));
  }

  private void notifyOfNew(List<RaisedAlert> found) {
    byTopic(
            found.stream()
                .filter(alert -> !isOpen(alert.id()))
                .filter(alert -> !alert.isResolved())
                .toList())
        .forEach(
            group -> {
              open.add(group.stream().map(RaisedAlert::id).collect(Collectors.toSet()));
              send(Alert.raised(group));
            });
  }

  private boolean isOpen(long id) {
    return open.stream().anyMatch(group -> group.contains(id));
  }

  private void notifyOfResolved(Map<Long, RaisedAlert> found) {
    List<RaisedAlert> resolved = new ArrayList<>();
    for (Set<Long> group : List.copyOf(open)) {
      // One that is too old for the ledger is not found any more.
      List<RaisedAlert> left = group.stream().filter(found::containsKey).map(found::get).toList();
      if (left.stream().allMatch(RaisedAlert::isResolved)) {
        open.remove(group);
        resolved.addAll(left);
      }
    }
    byTopic(resolved).forEach(group -> send(Alert.resolved(group)));
  }

  private static List<List<RaisedAlert>> byTopic(List<RaisedAlert> alerts) {
    Map<Topic, List<RaisedAlert>> groups =
        alerts.stream()
            .collect(
                Collectors.groupingBy(RaisedAlert::topic, LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(groups.values());
  }

  private void send(Alert alert) {
    notifier.send(
        alert.isResolved() ? alert.kind() + RESOLVED : alert.kind(),
        alert.message(),
        Map.of(
            "dag", alert.dag(),
            "date", alert.logicalDates().get(0).toString(),
            "dates",
                alert.logicalDates().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(",")),
            "raisedAt", alert.raisedAt().toString(),
            "runbook", alert.runbook()));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
