package ro.wowcinema.pipeline.scheduler.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.warehouse.ops.Tables.ALERT_DELIVERY;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.alert.Alerts;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigLoader;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.alert.AlertChannel;
import ro.wowcinema.pipeline.scheduler.alert.AlertChannels;
import ro.wowcinema.pipeline.scheduler.testing.PostServer;

/** Real webhooks; the clock stands where a test puts it. */
final class AlertOutboxTest {
  private static final Instant RAISED_AT = Instant.parse("2026-10-25T04:00:00Z");

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path home;

  private PostServer server;
  private List<AlertChannel> webhook;

  @BeforeEach
  void start() throws IOException {
    warehouse.owner().execute("TRUNCATE ops.alert RESTART IDENTITY CASCADE");
    server = PostServer.start();
    Config config =
        ConfigLoader.load(
            Optional.empty(),
            Map.of("PIPELINE_HOME", home.toString()),
            Map.of(ConfigKey.ALERT_WEBHOOK_URL, server.url("/hook").toString()));
    webhook = AlertChannels.of(config);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void deliversEachAlertOnceOnAChannel() throws Exception {
    raise("Run of warehouse for 2026-10-24 failed: load: broken");

    deliverAt(RAISED_AT);
    deliverAt(RAISED_AT.plusSeconds(5));
    deliverAt(RAISED_AT.plus(Duration.ofHours(2)));

    assertThat(server.posts())
        .singleElement()
        .satisfies(
            post ->
                assertThat(post.body())
                    .contains("Run of warehouse for 2026-10-24 failed: load: broken")
                    .contains("docs/operations.md#run-failed"));
    assertThat(deliveries()).containsExactly("webhook 1 delivered");
  }

  @Test
  void triesAgainAfterPausesThatGrowToAnHour() throws Exception {
    server.answers(500, Map.of());
    raise("broken");
    List<Long> pauses = new ArrayList<>();

    Instant now = RAISED_AT;
    for (int attempt = 0; attempt < 10; attempt++) {
      deliverAt(now);
      Instant next = nextAttempt();
      pauses.add(Duration.between(now, next).toSeconds());
      deliverAt(next.minusSeconds(1));
      now = next;
    }

    assertThat(pauses).containsExactly(15L, 30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
    assertThat(server.posts()).hasSize(10);
  }

  @Test
  void deliversOnceTheServerTakesIt() throws Exception {
    server.answers(500, Map.of());
    raise("broken");
    deliverAt(RAISED_AT);
    assertThat(deliveries())
        .containsExactly("webhook 1 waits The webhook at 127.0.0.1 answered HTTP 500");

    server.answers(204, Map.of());
    deliverAt(RAISED_AT.plusSeconds(15));

    assertThat(server.posts()).hasSize(2);
    assertThat(deliveries()).containsExactly("webhook 2 delivered");
  }

  @Test
  void givesUpAfterADay() throws Exception {
    server.answers(500, Map.of());
    raise("broken");

    deliverAt(RAISED_AT);
    deliverAt(RAISED_AT.plus(Duration.ofHours(23)).plusSeconds(1));

    assertThat(deliveries())
        .as("fails within the day, but the next attempt would be after it")
        .containsExactly("webhook 2 waits The webhook at 127.0.0.1 answered HTTP 500");
    deliverAt(RAISED_AT.plus(Duration.ofDays(1)).minusSeconds(1));
    assertThat(deliveries())
        .containsExactly("webhook 3 given up The webhook at 127.0.0.1 answered HTTP 500");
    server.answers(200, Map.of());
    deliverAt(RAISED_AT.plus(Duration.ofDays(3)));
    assertThat(server.posts()).hasSize(3);
  }

  @Test
  void aChannelThatIsNewGetsNothingOld() throws Exception {
    raise("of the day before yesterday");

    deliverAt(RAISED_AT.plus(Duration.ofDays(2)));

    assertThat(server.posts()).isEmpty();
    assertThat(deliveries()).isEmpty();
  }

  @Test
  void oneAlertThatIsNotTakenDoesNotHoldUpTheNext() throws Exception {
    server.answers(500, Map.of());
    raise("first");
    deliverAt(RAISED_AT);
    server.answers(200, Map.of());
    raise("second");

    deliverAt(RAISED_AT.plusSeconds(5));

    assertThat(deliveries())
        .containsExactly(
            "webhook 1 waits The webhook at 127.0.0.1 answered HTTP 500", "webhook 1 delivered");
  }

  private static void raise(String message) {
    new Alerts(warehouse.dsl())
        .raise(AlertKind.RUN_FAILED, "warehouse", LocalDate.of(2026, 10, 24), message, RAISED_AT);
  }

  private void deliverAt(Instant now) throws InterruptedException {
    new AlertOutbox(warehouse.dsl(), webhook, Clock.fixed(now, ZoneOffset.UTC)).deliver();
  }

  private static Instant nextAttempt() {
    return warehouse
        .dsl()
        .select(ALERT_DELIVERY.NEXT_ATTEMPT_AT)
        .from(ALERT_DELIVERY)
        .fetchSingle(ALERT_DELIVERY.NEXT_ATTEMPT_AT);
  }

  /** {@code webhook 1 delivered}: channel, attempts, how it stands, and why. */
  private static List<String> deliveries() {
    return warehouse
        .dsl()
        .fetch(
            """
            SELECT concat_ws(' ', channel, attempts,
                CASE WHEN delivered_at IS NOT NULL THEN 'delivered'
                     WHEN next_attempt_at IS NULL THEN 'given up' ELSE 'waits' END,
                last_error)
            FROM ops.alert_delivery ORDER BY alert_id
            """)
        .getValues(0, String.class);
  }
}
