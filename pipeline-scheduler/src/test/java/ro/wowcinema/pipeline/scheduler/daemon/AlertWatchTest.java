package ro.wowcinema.pipeline.scheduler.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.Notification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.alert.Alerts;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.alert.StoredAlerts;
import ro.wowcinema.pipeline.scheduler.jmx.AlertNotifier;

/** What JMX clients of a node hear. */
final class AlertWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-28T05:30:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 18);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private final List<Notification> heard = new ArrayList<>();
  private AlertNotifier notifier;
  private StoredAlerts alerts;

  @BeforeEach
  void listen() {
    warehouse.owner().execute("TRUNCATE ops.alert, ops.dag_run RESTART IDENTITY CASCADE");
    alerts = new StoredAlerts(warehouse.dsl());
    notifier = new AlertNotifier(Clock.fixed(NOW, ZoneOffset.UTC), "run_failed");
    notifier.addNotificationListener((one, unused) -> heard.add(one), null, null);
  }

  @Test
  void clientsHearOfAnAlertAndOfItsEndOnce() {
    try (AlertWatch watch = new AlertWatch(alerts, notifier)) {
      raise(AlertKind.RUN_FAILED, DAY);
      watch.look();
      watch.look();
      assertThat(types()).containsExactly("run_failed");

      succeeded(DAY);
      watch.look();
      watch.look();
    }

    assertThat(types()).containsExactly("run_failed", "run_failed.resolved");
    assertThat(heard.get(1).getMessage())
        .isEqualTo("Run of warehouse for 2026-11-18 succeeded; it had failed");
  }

  @Test
  void whatOneLookFindsOfAKindIsOneNotificationAndEndsTogether() {
    try (AlertWatch watch = new AlertWatch(alerts, notifier)) {
      raise(AlertKind.DEADLINE_MISSED, DAY);
      raise(AlertKind.DEADLINE_MISSED, DAY.plusDays(1));
      raise(AlertKind.RUN_FAILED, DAY);
      watch.look();
      succeeded(DAY);
      watch.look();
      assertThat(types()).containsExactly("deadline_missed", "run_failed", "run_failed.resolved");

      succeeded(DAY.plusDays(1));
      watch.look();
    }

    assertThat(types()).hasSize(4).last().isEqualTo("deadline_missed.resolved");
    assertThat(heard.get(0).getUserData())
        .isEqualTo(
            Map.of(
                "dag", "warehouse",
                "date", "2026-11-18",
                "dates", "2026-11-18,2026-11-19",
                "raisedAt", NOW.toString(),
                "runbook", "deadline-missed"));
  }

  @Test
  void whatIsOverWhenItIsFoundIsNotHeardOf() {
    try (AlertWatch watch = new AlertWatch(alerts, notifier)) {
      raise(AlertKind.RUN_FAILED, DAY);
      succeeded(DAY);
      watch.look();
      watch.look();
    }

    assertThat(heard).isEmpty();
  }

  @Test
  void startingNodeReportsOnlyTheResolutionOfEarlierAlerts() {
    raise(AlertKind.RUN_FAILED, DAY);
    raise(AlertKind.RUN_FAILED, DAY.plusDays(1));
    succeeded(DAY.plusDays(1));
    try (AlertWatch watch = new AlertWatch(alerts, notifier)) {
      watch.look();
      assertThat(heard).isEmpty();

      succeeded(DAY);
      watch.look();
    }

    assertThat(types()).containsExactly("run_failed.resolved");
    assertThat(heard.get(0).getMessage()).contains("2026-11-18");
  }

  @Test
  void alertThatTheLedgerHasDeletedIsForgotten() {
    try (AlertWatch watch = new AlertWatch(alerts, notifier)) {
      raise(AlertKind.RUN_FAILED, DAY);
      watch.look();
      warehouse.dsl().execute("DELETE FROM ops.alert");

      watch.look();
      watch.look();
    }

    assertThat(types()).containsExactly("run_failed");
  }

  @Test
  void alertThatCommitsAfterALaterOneIsHeardOf() {
    try (AlertWatch watch = new AlertWatch(alerts, notifier)) {
      raise(5, DAY);
      watch.look();
      raise(3, DAY.plusDays(1));
      watch.look();
      watch.look();
    }

    assertThat(types()).containsExactly("run_failed", "run_failed");
  }

  private static void raise(long id, LocalDate date) {
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.alert (alert_id, raised_at, kind, dag, logical_date, message)
            OVERRIDING SYSTEM VALUE VALUES (?, now(), 'run_failed', 'warehouse', ?, 'message')
            """,
            id,
            date);
  }

  private List<String> types() {
    return heard.stream()
        .map(one -> one.getType().substring(AlertNotifier.TYPE_PREFIX.length()))
        .toList();
  }

  private static void raise(AlertKind kind, LocalDate date) {
    new Alerts(warehouse.dsl()).raise(kind, "warehouse", date, "message", NOW);
  }

  private void succeeded(LocalDate date) {
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.dag_run (dag, logical_date, state, created_at)
            VALUES ('warehouse', ?, 'success', now())
            """,
            date);
    alerts.resolve(NOW.plusSeconds(60));
  }
}
