package ro.wowcinema.pipeline.scheduler.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.alert.Alerts;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.metrics.Metrics;
import ro.wowcinema.pipeline.scheduler.testing.PostServer;

/** Real webhooks; the clock stands where a test puts it. */
final class AlertOutboxTest {
  private static final Instant RAISED_AT = Instant.parse("2026-10-25T04:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 10, 24);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path home;

  private PostServer server;
  private List<AlertChannel> webhook;

  @BeforeEach
  void start() throws IOException {
    warehouse.owner().execute("TRUNCATE ops.alert, ops.dag_run RESTART IDENTITY CASCADE");
    server = PostServer.start();
    Config config = Config.of(Map.of(AlertChannels.WEBHOOK_URL, server.url("/hook").toString()));
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
    runIs("success", "warehouse", DAY);
    deliverAt(RAISED_AT.plus(Duration.ofDays(3)));
    assertThat(server.posts()).hasSize(3);
    assertThat(deliveries())
        .as("nor is a resolution sent")
        .containsExactly("webhook 3 given up The webhook at 127.0.0.1 answered HTTP 500");
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

  @ParameterizedTest
  @CsvSource({"success, 0", "cancelled, 0", "failed, 1", "queued, 1", "running, 1"})
  void whatIsOverIsNotSent(String state, int sent) throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    runIs(state, "warehouse", DAY);

    deliverAt(RAISED_AT.plusSeconds(1));
    deliverAt(RAISED_AT.plus(Duration.ofHours(2)));

    assertThat(server.posts()).hasSize(sent);
    assertThat(deliveries())
        .containsExactly(sent == 1 ? "webhook 1 delivered" : "webhook 0 withdrawn");
  }

  @Test
  void whatIsOverForAnotherDateOrDagIsSent() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    runIs("success", "warehouse", DAY.plusDays(1));
    runIs("success", "maintenance", DAY);

    deliverAt(RAISED_AT);

    assertThat(server.posts()).hasSize(1);
  }

  /** The one before it in the round may have taken long. */
  @Test
  void eachMessageIsCheckedRightBeforeItIsSent() throws Exception {
    raise(AlertKind.RUN_FAILED, "imdb_download", DAY);
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    Recorder channel = new Recorder("slow", alert -> runIs("success", "warehouse", DAY));

    outboxAt(RAISED_AT, channel).deliver();

    assertThat(channel.told)
        .extracting(Alert::message)
        .containsExactly("run_failed of imdb_download for " + DAY);
    assertThat(deliveries()).containsExactly("slow 1 delivered", "slow 0 withdrawn");
  }

  @Test
  void catchUpIsOneSummaryOfEachDagAndKind() throws Exception {
    for (int day = 0; day < 28; day++) {
      raise(AlertKind.DEADLINE_MISSED, "warehouse", DAY.plusDays(day));
    }
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    raise(AlertKind.DEADLINE_MISSED, "maintenance", DAY);

    deliverAt(RAISED_AT);
    deliverAt(RAISED_AT.plusSeconds(5));

    assertThat(server.posts())
        .extracting(PostServer.Post::body)
        .satisfiesExactly(
            late ->
                assertThat(late)
                    .contains(
                        "28 runs of warehouse missed their deadlines: 2026-10-24 to 2026-11-20")
                    .contains("\"status\":\"firing\"")
                    .contains("\"2026-11-20\"]"),
            failed -> assertThat(failed).contains("run_failed of warehouse for 2026-10-24"),
            other -> assertThat(other).contains("deadline_missed of maintenance for 2026-10-24"));
    assertThat(deliveries()).hasSize(30).containsOnly("webhook 1 delivered");
  }

  @Test
  void notifiedChannelReceivesTheResolutionOnce() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT);
    runIs("running", "warehouse", DAY);
    deliverAt(RAISED_AT.plusSeconds(5));
    runIs("success", "warehouse", DAY);

    deliverAt(RAISED_AT.plusSeconds(10));
    deliverAt(RAISED_AT.plusSeconds(15));

    assertThat(server.posts()).hasSize(2);
    assertThat(server.posts().get(1).body())
        .contains("\"status\":\"resolved\"")
        .contains("Run of warehouse for 2026-10-24 succeeded; it had failed");
    assertThat(deliveries()).containsExactly("webhook 1 delivered and resolved");
  }

  @Test
  void onlyNotifiedChannelsReceiveTheResolution() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    Recorder well = new Recorder("well", alert -> {});
    Recorder broken = new Recorder("broken", AlertOutboxTest::refuse);
    outboxAt(RAISED_AT, well, broken).deliver();
    runIs("success", "warehouse", DAY);

    Recorder mended = new Recorder("broken", alert -> {});
    outboxAt(RAISED_AT.plusSeconds(20), well, mended).deliver();

    assertThat(well.told).extracting(Alert::isResolved).containsExactly(false, true);
    assertThat(mended.told).isEmpty();
    assertThat(deliveries())
        .containsExactly("broken 1 withdrawn no", "well 1 delivered and resolved");
  }

  @Test
  void summaryIsOverOnceAllOfItIs() throws Exception {
    raise(AlertKind.DEADLINE_MISSED, "warehouse", DAY);
    raise(AlertKind.DEADLINE_MISSED, "warehouse", DAY.plusDays(1));
    deliverAt(RAISED_AT);
    raise(AlertKind.DEADLINE_MISSED, "warehouse", DAY.plusDays(2));
    deliverAt(RAISED_AT.plusSeconds(5));
    runIs("success", "warehouse", DAY);
    deliverAt(RAISED_AT.plusSeconds(10));
    assertThat(server.posts()).hasSize(2);

    runIs("cancelled", "warehouse", DAY.plusDays(1));
    deliverAt(RAISED_AT.plusSeconds(15));

    assertThat(server.posts()).hasSize(3);
    assertThat(server.posts().get(2).body())
        .contains(
            "2 runs of warehouse that had missed the deadline ended: 2026-10-24 succeeded; 2026-10-25 cancelled");
    assertThat(deliveries())
        .containsExactly(
            "webhook 1 delivered and resolved",
            "webhook 1 delivered and resolved",
            "webhook 1 delivered");
  }

  @Test
  void thatItIsOverIsTriedAgainForADay() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT);
    server.answers(500, Map.of());
    runIs("success", "warehouse", DAY);
    Instant over = RAISED_AT.plus(Duration.ofDays(3));
    deliverAt(over);
    assertThat(deliveries())
        .containsExactly(
            "webhook 1 delivered, resolution waits The webhook at 127.0.0.1 answered HTTP 500");
    deliverAt(over.plusSeconds(14));
    deliverAt(over.plusSeconds(15));
    assertThat(server.posts()).as("sent once, tried twice").hasSize(3);

    deliverAt(over.plus(Duration.ofDays(1)).minusSeconds(2));
    deliverAt(over.plus(Duration.ofDays(1)).minusSeconds(1));
    deliverAt(over.plus(Duration.ofDays(1)));
    deliverAt(over.plus(Duration.ofDays(2)));

    assertThat(server.posts()).hasSize(4);
    assertThat(deliveries())
        .containsExactly("webhook 3 delivered The webhook at 127.0.0.1 answered HTTP 500");
  }

  /** Else people would read that it succeeded after they read that it failed again. */
  @Test
  void runThatFailedAgainIsNotSaidToBeOver() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT);
    server.answers(500, Map.of());
    runIs("success", "warehouse", DAY);
    deliverAt(RAISED_AT.plusSeconds(5));
    runIs("failed", "warehouse", DAY);
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    server.answers(200, Map.of());

    deliverAt(RAISED_AT.plusSeconds(60));
    assertThat(server.posts()).hasSize(3);
    assertThat(server.posts().get(2).body()).contains("\"status\":\"firing\"");
    String withdrawn = "webhook 1 withdrawn The webhook at 127.0.0.1 answered HTTP 500";
    assertThat(deliveries()).containsExactly(withdrawn, "webhook 1 delivered");

    runIs("success", "warehouse", DAY);
    deliverAt(RAISED_AT.plusSeconds(65));
    deliverAt(RAISED_AT.plusSeconds(70));
    assertThat(server.posts()).hasSize(4);
    assertThat(server.posts().get(3).body()).contains("\"status\":\"resolved\"");
    assertThat(deliveries()).containsExactly(withdrawn, "webhook 1 delivered and resolved");

    runIs("failed", "warehouse", DAY);
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT.plusSeconds(75));
    assertThat(deliveries())
        .containsExactly(withdrawn, "webhook 1 delivered and resolved", "webhook 1 delivered");
  }

  @ParameterizedTest
  @CsvSource({
    "DEADLINE_MISSED, warehouse, 2026-10-24",
    "RUN_FAILED, maintenance, 2026-10-24",
    "RUN_FAILED, warehouse, 2026-10-25"
  })
  void otherAlertThatIsOpenKeepsNoneFromEnding(AlertKind kind, String dag, LocalDate date)
      throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT);
    server.answers(500, Map.of());
    runIs("success", "warehouse", DAY);
    deliverAt(RAISED_AT.plusSeconds(5));
    runIs("running", "warehouse", DAY);
    raise(kind, dag, date);
    server.answers(200, Map.of());

    deliverAt(RAISED_AT.plusSeconds(60));

    assertThat(deliveries())
        .containsExactly("webhook 2 delivered and resolved", "webhook 1 delivered");
  }

  /** The channel was not configured meanwhile. */
  @Test
  void alertThatWasResolvedADayAgoIsNotSent() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT);
    runIs("success", "warehouse", DAY);
    outboxAt(RAISED_AT.plusSeconds(5)).deliver();

    deliverAt(RAISED_AT.plusSeconds(5).plus(Duration.ofDays(1)));

    assertThat(server.posts()).hasSize(1);
  }

  @Test
  void alertSentByAnEarlierVersionIsResolvedToo() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT);
    warehouse.dsl().execute("UPDATE ops.alert_delivery SET message_id = NULL");
    runIs("success", "warehouse", DAY);

    deliverAt(RAISED_AT.plusSeconds(5));

    assertThat(deliveries()).containsExactly("webhook 1 delivered and resolved");
  }

  /** So the migration marks what had ended before it. */
  @Test
  void withdrawnAlertHasNoResolution() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT);
    warehouse.dsl().execute("UPDATE ops.alert_delivery SET withdrawn_at = now()");
    runIs("success", "warehouse", DAY);

    deliverAt(RAISED_AT.plusSeconds(5));

    assertThat(server.posts()).hasSize(1);
  }

  /** What is one message on one channel may be two on another. */
  @Test
  void channelsEndTheirMessagesApart() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    Recorder one = new Recorder("one", alert -> {});
    Recorder two = new Recorder("two", alert -> {});
    outboxAt(RAISED_AT, two).deliver();
    raise(AlertKind.RUN_FAILED, "warehouse", DAY.plusDays(1));
    outboxAt(RAISED_AT.plusSeconds(5), one, two).deliver();
    runIs("success", "warehouse", DAY);

    outboxAt(RAISED_AT.plusSeconds(10), one, two).deliver();

    assertThat(one.told).extracting(Alert::isResolved).containsExactly(false);
    assertThat(two.told).extracting(Alert::isResolved).containsExactly(false, false, true);
  }

  @Test
  void channelsSucceedIndependently() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    Recorder broken = new Recorder("broken", AlertOutboxTest::refuse);
    Recorder well = new Recorder("well", alert -> {});

    outboxAt(RAISED_AT, broken, well).deliver();

    assertThat(
            warehouse
                .dsl()
                .select(ALERT_DELIVERY.NEXT_ATTEMPT_AT)
                .from(ALERT_DELIVERY)
                .where(ALERT_DELIVERY.CHANNEL.eq("broken"))
                .fetchSingle(ALERT_DELIVERY.NEXT_ATTEMPT_AT))
        .isEqualTo(RAISED_AT.plusSeconds(15));
  }

  @Test
  void thatItIsOverIsSentAgainWhereANodeDiedSendingIt() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    deliverAt(RAISED_AT);
    runIs("success", "warehouse", DAY);
    dieWhileSending();

    deliverAt(RAISED_AT.plusSeconds(5));

    assertThat(server.posts()).hasSize(2);
    assertThat(deliveries()).containsExactly("webhook 2 delivered and resolved");
  }

  @Test
  void whatANodeSentWhenItDiedIsSentAgain() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    dieWhileSending();

    deliverAt(RAISED_AT.plusSeconds(5));

    assertThat(server.posts()).hasSize(1);
    assertThat(deliveries()).containsExactly("webhook 2 delivered");
  }

  /** Perhaps it had arrived. */
  @Test
  void whatANodeSentWhenItDiedMayHaveArrivedAndIsSaidToBeOver() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    dieWhileSending();
    runIs("success", "warehouse", DAY);

    deliverAt(RAISED_AT.plusSeconds(5));

    assertThat(server.posts()).hasSize(1);
    assertThat(server.posts().get(0).body()).contains("\"status\":\"resolved\"");
  }

  @Test
  void channelThatIsBackGetsWhatWaitsAsOneSummary() throws Exception {
    server.answers(500, Map.of());
    for (int day = 0; day < 3; day++) {
      raise(AlertKind.RUN_FAILED, "warehouse", DAY.plusDays(day));
      for (int second = 0; second < 600; second += 5) {
        deliverAt(RAISED_AT.plusSeconds(600L * day + second));
      }
    }
    int failed = server.posts().size();
    server.answers(200, Map.of());
    raise(AlertKind.RUN_FAILED, "maintenance", DAY);

    deliverAt(RAISED_AT.plusSeconds(1801));
    deliverAt(RAISED_AT.plusSeconds(1806));

    assertThat(server.posts().subList(failed, server.posts().size()))
        .as("the newest one, then all others together")
        .hasSizeBetween(2, 3);
    assertThat(deliveries()).hasSize(4).allMatch(delivery -> delivery.endsWith(" delivered"));
  }

  @Test
  void alertsEndWithoutAnyChannelToo() throws Exception {
    raise(AlertKind.RUN_FAILED, "warehouse", DAY);
    runIs("success", "warehouse", DAY);

    outboxAt(RAISED_AT.plusSeconds(1)).deliver();

    assertThat(warehouse.dsl().fetchValue("SELECT resolution || ' ' || resolved_at FROM ops.alert"))
        .isEqualTo("success 2026-10-25 04:00:01+00");
  }

  @Test
  void countsWhatChannelsTakeAndWhatNotFromZero() throws Exception {
    Recorder well = new Recorder("well", alert -> {});
    Recorder broken = new Recorder("broken", AlertOutboxTest::refuse);
    try (Metrics metrics = new Metrics()) {
      AlertOutbox outbox = outboxAt(RAISED_AT, well, broken);
      outbox.register(metrics);
      assertThat(scrape(metrics))
          .contains(
              "pipeline_alert_messages_delivered_total{channel=\"well\"} 0.0",
              "pipeline_alert_messages_failed_total{channel=\"broken\"} 0.0");
      raise(AlertKind.RUN_FAILED, "warehouse", DAY);

      outbox.deliver();

      assertThat(scrape(metrics))
          .contains(
              "pipeline_alert_messages_delivered_total{channel=\"broken\"} 0.0",
              "pipeline_alert_messages_delivered_total{channel=\"well\"} 1.0",
              "pipeline_alert_messages_failed_total{channel=\"broken\"} 1.0",
              "pipeline_alert_messages_failed_total{channel=\"well\"} 0.0");
    }
  }

  private static List<String> scrape(Metrics metrics) {
    return metrics.scrape().lines().toList();
  }

  /** A channel that keeps what it takes. */
  private static final class Recorder implements AlertChannel {
    private final String name;
    private final Sending sending;
    private final List<Alert> told = new ArrayList<>();

    interface Sending {
      void send(Alert alert) throws AlertFailedException, InterruptedException;
    }

    Recorder(String name, Sending sending) {
      this.name = name;
      this.sending = sending;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void send(Alert alert) throws AlertFailedException, InterruptedException {
      sending.send(alert);
      told.add(alert);
    }
  }

  private static void refuse(Alert alert) throws AlertFailedException {
    throw new AlertFailedException("no");
  }

  private static void dieWhileSending() {
    Recorder channel =
        new Recorder(
            "webhook",
            alert -> {
              throw new InterruptedException("killed");
            });
    assertThatThrownBy(() -> outboxAt(RAISED_AT, channel).deliver())
        .isInstanceOf(InterruptedException.class);
  }

  private static void raise(String message) {
    new Alerts(warehouse.dsl()).raise(AlertKind.RUN_FAILED, "warehouse", DAY, message, RAISED_AT);
  }

  private static void raise(AlertKind kind, String dag, LocalDate date) {
    new Alerts(warehouse.dsl())
        .raise(kind, dag, date, "%s of %s for %s".formatted(kind.code(), dag, date), RAISED_AT);
  }

  private static void runIs(String state, String dag, LocalDate date) {
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.dag_run (dag, logical_date, state, created_at)
            VALUES (?, ?, ?, now())
            ON CONFLICT (dag, logical_date) DO UPDATE SET state = excluded.state
            """,
            dag,
            date,
            state);
  }

  private void deliverAt(Instant now) throws InterruptedException {
    outboxAt(now, webhook.toArray(AlertChannel[]::new)).deliver();
  }

  private static AlertOutbox outboxAt(Instant now, AlertChannel... channels) {
    return new AlertOutbox(warehouse.dsl(), List.of(channels), Clock.fixed(now, ZoneOffset.UTC));
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
                CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
                     WHEN resolution_delivered_at IS NOT NULL THEN 'delivered and resolved'
                     WHEN delivered_at IS NOT NULL AND next_attempt_at IS NOT NULL
                       THEN 'delivered, resolution waits'
                     WHEN delivered_at IS NOT NULL THEN 'delivered'
                     WHEN next_attempt_at IS NULL THEN 'given up' ELSE 'waits' END,
                last_error)
            FROM ops.alert_delivery ORDER BY alert_id, channel
            """)
        .getValues(0, String.class);
  }
}
