package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.alert.Alert;
import ro.wowcinema.pipeline.scheduler.jmx.AlertNotifier;

/**
 * Notifies the JMX clients of this node of every alert, whichever node raised it. An alert whose
 * transaction commits after that of a later one would be missed by looking at numbers alone, so
 * that each look goes back a little.
 */
final class AlertWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
  private static final long EVERY_MILLIS = 1_000;

  private final StoredAlerts alerts;
  private final AlertNotifier notifier;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "alert-watch");
            made.setDaemon(true);
            return made;
          });
  private final SeenAlerts seen;

  private AlertWatch(StoredAlerts alerts, AlertNotifier notifier) {
    this.alerts = requireNonNull(alerts, "alerts is null");
    this.notifier = requireNonNull(notifier, "notifier is null");
    this.seen = new SeenAlerts(alerts.lastId());
  }

  /** Starts with those that are raised from now on. */
  static AlertWatch start(StoredAlerts alerts, AlertNotifier notifier) {
    AlertWatch watch = new AlertWatch(alerts, notifier);
    var unused =
        watch.thread.scheduleWithFixedDelay(
            watch::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      alerts.after(seen.lookAfter()).stream().filter(seen::isNew).forEach(this::send);
    } catch (RuntimeException e) {
      LOG.debug("Alerts cannot be read; the next look makes up for it", e);
    }
  }

  private void send(Alert alert) {
    notifier.send(
        alert.kind(),
        alert.message(),
        Map.of(
            "dag", alert.dag(),
            "date", alert.logicalDate().toString(),
            "raisedAt", alert.raisedAt().toString(),
            "runbook", alert.runbook()));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
