package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Notification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts reach a listening client. */
final class AlertNotifierTest {
  private static final Instant NOW = Instant.parse("2026-10-02T03:04:05Z");
  private static final int ALERTS = 50;

  @TempDir Path home;

  @Test
  void alertsArriveInOrderWithTheirDetails() throws Exception {
    AlertNotifier alerts = new AlertNotifier(Clock.fixed(NOW, ZoneOffset.UTC), "run.failed");
    BlockingQueue<Notification> received = new LinkedBlockingQueue<>();
    try (RunningServer server = RunningServer.start(home);
        JmxClient client = server.login(GeneratedCredentials.MONITOR)) {
      server.mbeans().register(AlertNotifier.NAME, alerts);
      client
          .connection()
          .addNotificationListener(
              AlertNotifier.NAME, (alert, handback) -> received.add(alert), null, null);

      for (int i = 1; i <= ALERTS; i++) {
        alerts.send(
            "run.failed", "Run " + i + " failed", Map.of("dag", "warehouse", "run", "" + i));
      }

      for (int i = 1; i <= ALERTS; i++) {
        Notification alert = received.poll(20, TimeUnit.SECONDS);
        assertThat(alert).as("alert " + i).isNotNull();
        assertThat(alert.getType()).isEqualTo("ro.wowcinema.pipeline.run.failed");
        assertThat(alert.getSequenceNumber()).isEqualTo(i);
        assertThat(alert.getMessage()).isEqualTo("Run " + i + " failed");
        assertThat(alert.getTimeStamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(alert.getUserData()).isEqualTo(Map.of("dag", "warehouse", "run", "" + i));
      }
      assertThat(client.attributes(AlertNotifier.NAME, "Count", "LastAlert"))
          .containsExactly(
              Map.entry("Count", (long) ALERTS), Map.entry("LastAlert", "Run 50 failed"));
    }
  }
}
