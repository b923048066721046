package ro.wowcinema.pipeline.scheduler.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.testing.TestClock;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.testing.HeldTable;

/** Gauges of the ledger, on a real one; the clock stands where a test puts it. */
final class LedgerGaugesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T06:00:00Z");
  private static final Schedule SCHEDULE =
      new Schedule(
          "warehouse",
          LocalTime.of(3, 30),
          ZoneId.of("Europe/Bucharest"),
          CatchUp.ALL,
          Duration.ofHours(4),
          false);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private final Metrics metrics = new Metrics();
  private final TestClock clock = TestClock.at(NOW);
  private LedgerGauges gauges;

  @BeforeEach
  void fill() {
    warehouse.truncateAll();
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO ops.dag_schedule (dag, next_date, is_paused, changed_at)
            VALUES ('warehouse', DATE '2026-11-28', true, now()), ('other', DATE '2020-01-01', false, now());
            INSERT INTO ops.dag_run (dag, logical_date, state, created_at, finished_at, requested_at) VALUES
              ('warehouse', DATE '2026-11-20', 'success', now(), TIMESTAMPTZ '2026-11-27 01:00Z', NULL),
              ('warehouse', DATE '2026-11-21', 'success', now(), TIMESTAMPTZ '2026-11-22 01:00Z', NULL),
              ('warehouse', DATE '2026-11-22', 'failed', now(), now(), NULL),
              ('warehouse', DATE '2026-11-23', 'failed', now(), now(), NULL),
              ('warehouse', DATE '2026-11-24', 'failed', now(), now(), now()),
              ('warehouse', DATE '2026-11-25', 'queued', now(), NULL, now()),
              ('other', DATE '2026-11-21', 'failed', now(), now(), NULL),
              ('other', DATE '2026-11-27', 'success', now(), TIMESTAMPTZ '2026-11-28 01:00Z', NULL);
            INSERT INTO ops.task_run (run_id, task, state)
              SELECT run_id, 'load', 'success' FROM ops.dag_run;
            INSERT INTO ops.task_attempt (task_run_id, attempt, epoch, state, started_at)
              SELECT task_run_id, attempt, 1, 'success', now() FROM ops.task_run JOIN ops.dag_run USING (run_id),
                generate_series(1, CASE dag WHEN 'warehouse' THEN 2 ELSE 3 END) AS attempt;
            INSERT INTO ops.check_result (task_run_id, attempt, target, check_name, kind, outcome, detail, checked_at)
              SELECT task_run_id, attempt, 'a.b', outcome || attempt, 'range', outcome, '', now()
              FROM ops.task_attempt, unnest(ARRAY['warned', 'passed']) AS outcome;
            INSERT INTO ops.check_result (task_run_id, attempt, target, check_name, kind, outcome, detail, checked_at)
              SELECT task_run_id, 1, 'a.b', 'only in the first attempt', 'range', 'warned', '', now() FROM ops.task_run;
            INSERT INTO ops.source_file (source, logical_date, file_name, path, sha256, size_bytes, state, lines_read,
                loaded, rejected, warnings, run_id, loaded_at)
              SELECT 'platform', r.logical_date, f.state, '', f.state, 1, f.state, 100, 100 - f.rejected, f.rejected, 0,
                r.run_id, now()
              FROM ops.dag_run AS r CROSS JOIN
                (VALUES ('staged', 1), ('cleansed', 2), ('superseded', 4), ('abandoned', 8)) AS f (state, rejected)
              WHERE r.dag = 'warehouse' AND (f.state <> 'staged' OR r.logical_date = DATE '2026-11-21');
            INSERT INTO quartz.qrtz_scheduler_state (sched_name, instance_name, last_checkin_time, checkin_interval)
              VALUES ('wowcinema', 'a', 1000000, 3000), ('wowcinema', 'b', 990000, 3000), ('wowcinema', 'dead', 900000, 3000);
            INSERT INTO ops.alert (raised_at, kind, dag, logical_date, message)
              VALUES (now(), 'run_failed', 'warehouse', DATE '2026-11-22', '');
            INSERT INTO ops.alert_delivery (alert_id, channel, next_attempt_at)
              SELECT alert_id, channel, CASE channel WHEN 'webhook' THEN now() END
              FROM ops.alert, unnest(ARRAY['webhook', 'email']) AS channel;
            """);
    gauges = new LedgerGauges(warehouse.dsl(), clock, metrics);
    gauges.register(List.of(SCHEDULE));
  }

  @AfterEach
  void close() {
    gauges.close();
    metrics.close();
  }

  @Test
  void showsHowDagsStand() {
    gauges.read();

    assertThat(value("dag_paused")).isEqualTo(1);
    assertThat(instant("last_success_timestamp_seconds")).isEqualTo("2026-11-27T01:00:00Z");
    assertThat(instant("newest_loaded_date_timestamp_seconds")).isEqualTo("2026-11-21T00:00:00Z");
    assertThat(instant("next_due_timestamp_seconds")).isEqualTo("2026-11-29T01:30:00Z");
    assertThat(instant("next_deadline_timestamp_seconds")).isEqualTo("2026-11-29T05:30:00Z");
    assertThat(instant("oldest_unfinished_due_timestamp_seconds"))
        .isEqualTo("2026-11-25T01:30:00Z");
    assertThat(instant("oldest_unfinished_deadline_timestamp_seconds"))
        .isEqualTo("2026-11-25T05:30:00Z");
    assertThat(value("failed_runs")).isEqualTo(2);
    assertThat(value("newest_loaded_date_read_records")).isEqualTo(200);
    assertThat(value("newest_loaded_date_rejected_records")).isEqualTo(3);
    assertThat(value("newest_loaded_date_check_warnings")).isEqualTo(1);
    assertThat(metric("pipeline_cluster_members")).isEqualTo(2);
    assertThat(metric("pipeline_alerts_undelivered")).isEqualTo(1);
    assertThat(metric("pipeline_ledger_read_timestamp_seconds"))
        .isEqualTo((double) NOW.getEpochSecond());
  }

  @Test
  void whatThereIsNotIsUnknown() {
    warehouse.owner().execute("TRUNCATE ops.dag_run CASCADE");
    gauges.read();

    assertThat(value("dag_paused")).isEqualTo(1);
    assertThat(value("failed_runs")).isZero();
    assertThat(value("newest_loaded_date_rejected_records")).isZero();
    assertThat(value("last_success_timestamp_seconds")).isNaN();
    assertThat(value("newest_loaded_date_timestamp_seconds")).isNaN();
    assertThat(value("oldest_unfinished_due_timestamp_seconds")).isNaN();
    assertThat(value("oldest_unfinished_deadline_timestamp_seconds")).isNaN();
  }

  @Test
  void everythingIsUnknownBeforeTheFirstReadingAndAMinuteAfterTheLast() {
    assertThat(value("dag_paused")).isNaN();
    assertThat(metric("pipeline_cluster_members")).isNaN();
    assertThat(metric("pipeline_ledger_read_timestamp_seconds")).isNaN();
    gauges.read();

    clock.set(NOW.plusSeconds(59));
    assertThat(value("dag_paused")).isEqualTo(1);
    clock.set(NOW.plusSeconds(60));
    assertThat(value("dag_paused")).isNaN();
    assertThat(metric("pipeline_cluster_members")).isNaN();
    assertThat(metric("pipeline_ledger_read_timestamp_seconds"))
        .as("since when")
        .isEqualTo((double) NOW.getEpochSecond());
  }

  /** The statement waits for a lock as it would for a server that is away. */
  @Test
  void scrapeNeverWaitsForTheDatabase() throws Exception {
    gauges.read();
    try (StatusServer server =
        StatusServer.start("127.0.0.1", 0, List.of(), metrics, List.of(), List.of())) {
      try (HeldTable held = HeldTable.of(warehouse.database(), "ops.dag_run")) {
        gauges.start();
        held.awaitHeldUp();

        for (int scrape = 0; scrape < 3; scrape++) {
          assertThat(scrape(server)).contains("pipeline_dag_paused{dag=\"warehouse\"} 1.0");
        }
        assertThat(held.isSomebodyHeldUp()).isTrue();
      }
      clock.set(NOW.plusSeconds(120));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(value("dag_paused")).isEqualTo(1));
    }
  }

  private static String scrape(StatusServer server) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build(),
            BodyHandlers.ofString())
        .body();
  }

  private String instant(String name) {
    return Instant.ofEpochSecond((long) value(name)).toString();
  }

  private double value(String name) {
    return metric("pipeline_" + name + "{dag=\"warehouse\"}");
  }

  private double metric(String series) {
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
