package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.management.Notification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.PackagedDaemon.Answer;
import ro.wowcinema.pipeline.scheduler.jmx.AlertNotifier;
import ro.wowcinema.pipeline.scheduler.jmx.GeneratedCredentials;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget;
import ro.wowcinema.pipeline.scheduler.jmx.Jmxterm;
import ro.wowcinema.pipeline.scheduler.testing.PostServer;

/**
 * A real daemon from the jars, operated by clients in processes of their own. Its clock is the
 * machine's, so that the dates are long past and the schedule is paused until a test moves it.
 */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DaemonOperationsIT {
  private static final String DAY_1 = "2025-03-10";
  private static final String DAY_2 = "2025-03-11";
  private static final String DAY_3 = "2025-03-12";
  private static final String DAY_4 = "2025-03-13";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String BEAN = "ro.wowcinema.pipeline:type=Dag,name=warehouse";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir static Path folder;

  private static Path landing;
  private static PostServer webhook;
  private static PackagedDaemon daemon;

  @BeforeAll
  static void start() throws Exception {
    landing = folder.resolve("landing");
    String simulate =
        "simulate --from %s --days 4 --users 30 --titles 100 --out %s".formatted(DAY_1, landing);
    CliRun.embedded(folder, simulate.split(" "));
    webhook = PostServer.start();
    webhook.answers(500, Map.of());
    daemon =
        PackagedDaemon.start(
            folder.resolve("home"),
            Map.of(
                "PIPELINE_DATABASE_URL", warehouse.connectionInfo().toLibpqUri(),
                "PIPELINE_LANDING", landing.toString(),
                "PIPELINE_JMX_PORT", "0",
                "PIPELINE_WEB_PORT", "0",
                "PIPELINE_DAEMON_DELIVERY_DEADLINE", "PT0S",
                "PIPELINE_SCHEDULE_WAREHOUSE_DEADLINE", "PT0S",
                "PIPELINE_ALERT_WEBHOOK_URL", webhook.url("/hook").toString()));
    done("pause");
  }

  @AfterAll
  static void stopsInOrder() throws InterruptedException {
    int exitCode = daemon.stop();
    webhook.close();
    assertThat(exitCode).isZero();
    assertThat(folder.resolve("home/daemon.pid")).doesNotExist();
  }

  @Test
  @Order(1)
  void failedRunIsReportedOnceEverywhereAndResumesAfterTheFileIsFixed() throws Exception {
    Path ratings = landing.resolve("imdb").resolve(DAY_1).resolve("title.ratings.tsv.gz");
    byte[] good = Files.readAllBytes(ratings);
    Files.writeString(ratings, "not gzip");
    BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
    try (JmxClient listener = JmxClient.connect(target())) {
      listener
          .connection()
          .addNotificationListener(AlertNotifier.NAME, (one, unused) -> heard.add(one), null, null);

      done("trigger", "--date", DAY_1);
      awaitState(DAY_1, "failed");

      Notification told = heard.poll(30, TimeUnit.SECONDS);
      assertThat(told).isNotNull();
      assertThat(told.getType()).isEqualTo("ro.wowcinema.pipeline.run_failed");
      assertThat(told.getMessage())
          .startsWith("Run of warehouse for %s failed: ".formatted(DAY_1))
          .contains("title.ratings.tsv.gz: not gzip: this looks like plain text");
      await("the webhook to refuse", () -> !webhook.posts().isEmpty());
      webhook.answers(200, Map.of());
      await(
          "it to take the alert",
          () -> count("ops.alert_delivery WHERE delivered_at IS NOT NULL") == 1);
      assertThat(webhook.posts())
          .hasSize(2)
          .allSatisfy(
              post ->
                  assertThat(post.body())
                      .contains("\"kind\":\"run_failed\"")
                      .contains("docs/operations.md#run-failed"));
      assertThat(heard).isEmpty();
    }
    assertThat(count("ops.alert")).isEqualTo(1);
    refused("which is failed; rerunFailed resumes it", "trigger", "--date", DAY_1);
    long usersLoads = attempts(DAY_1, "stage_users");

    Files.write(ratings, good);
    done("rerun", "--date", DAY_1, "--failed");
    awaitState(DAY_1, "success");

    assertThat(attempts(DAY_1, "stage_users")).isEqualTo(usersLoads);
    await("the webhook to receive the resolution", () -> webhook.posts().size() == 3);
    assertThat(webhook.posts().get(2).body())
        .contains("\"status\":\"resolved\"")
        .contains("Run of warehouse for %s succeeded; it had failed".formatted(DAY_1));
    assertThat(count("ops.alert")).isEqualTo(1);
  }

  @Test
  @Order(2)
  void rerunFromATaskLeavesWhatIsBeforeIt() throws Exception {
    long before = attempts(DAY_1, "dim_title");
    long from = attempts(DAY_1, "fact_title_rating");

    done("rerun", "--date", DAY_1, "--from-task", "fact_title_rating");
    await("it to run", () -> attempts(DAY_1, "fact_title_rating") == from + 1);
    awaitState(DAY_1, "success");

    assertThat(attempts(DAY_1, "dim_title")).isEqualTo(before);
    refused(
        "DAG warehouse has no task facts; its tasks are",
        "rerun",
        "--date",
        DAY_1,
        "--from-task",
        "facts");
  }

  @Test
  @Order(3)
  void cancelEndsARunThatWaitsForALockAndMarkSuccessLeavesATaskOut() throws Exception {
    try (Connection other = warehouse.database().dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE warehouse.dim_user");
      done("trigger", "--date", DAY_2);
      await("the run to wait for the lock", DaemonOperationsIT::isWaitingForALock);
      refused("is running for " + DAY_2, "rerun", "--date", DAY_2);

      done("cancel", "--date", DAY_2);
      awaitState(DAY_2, "cancelled");

      assertThat(isWaitingForALock()).isFalse();
      other.rollback();
    }
    refused("there is nothing to cancel", "cancel", "--date", DAY_2);

    done("mark-success", "--date", DAY_2, "--task", "publish_reports");
    done("rerun", "--date", DAY_2, "--failed");
    awaitState(DAY_2, "success");

    assertThat(attempts(DAY_2, "publish_reports")).isZero();
    assertThat(attempts(DAY_2, "dim_user")).isEqualTo(2);
  }

  @Test
  @Order(4)
  void backfillsWhilePausedAndReportsALateRunOnceWhenResumed() throws Exception {
    refused("warehouse is paused already.", "pause");

    Answer backfill = done("backfill", "--from", DAY_1, "--to", DAY_4);
    awaitState(DAY_4, "success");

    assertThat(backfill.out()).startsWith("2 of 4 dates of warehouse are queued");
    awaitState(DAY_3, "success");
    assertThat(daemon.run("status").out()).contains("warehouse").contains("true");

    warehouse
        .dsl()
        .execute("UPDATE ops.dag_schedule SET next_date = next_date - 2 WHERE dag = 'warehouse'");
    Answer resumed = done("resume", "--catch-up", "latest");
    await("it to be late", () -> lateAlerts() == 1);
    long ticks = ticks();
    await("two ticks more", () -> ticks() > ticks + 10_000);

    assertThat(resumed.out()).startsWith("warehouse is resumed. Queued: ");
    assertThat(lateAlerts()).isEqualTo(1);
    done("pause");
  }

  @Test
  @Order(5)
  void whoOnlyMonitorsLooksAndIsRefusedTheRest() throws Exception {
    var monitor = daemon.login(GeneratedCredentials.MONITOR);
    Jmxterm terminal = new Jmxterm(daemon.jmxPort(), monitor, Optional.empty());

    Answer trigger = daemon.runAs(monitor, "trigger", "--date", DAY_1);
    Answer status = daemon.runAs(monitor, "status", "--date", DAY_1);

    assertThat(trigger.exitCode()).isEqualTo(1);
    assertThat(trigger.err()).contains("User monitor may not call trigger of " + BEAN);
    assertThat(status.exitCode()).as(status.err()).isZero();
    assertThat(status.out()).containsPattern("stage_users +success");
    assertThat(terminal.run("run -b %s preview %s %s".formatted(BEAN, DAY_1, DAY_2)))
        .contains("state = success;")
        .contains("backfill = leave;");
    assertThat(
            warehouse
                .dsl()
                .fetch(
                    "SELECT action, dag, arguments, outcome, answer FROM ops.operator_action WHERE operator = 'monitor'")
                .map(row -> row.into(String[].class)))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).startsWith("trigger", "warehouse", DAY_1 + ", " + DAY_1, "refused");
              assertThat(row[4]).startsWith("User monitor may not call trigger of " + BEAN);
            });
  }

  @Test
  @Order(6)
  void jmxtermOperatesItAsWell() throws Exception {
    Jmxterm terminal =
        new Jmxterm(
            daemon.jmxPort(), daemon.login(GeneratedCredentials.OPERATOR), Optional.empty());

    assertThat(terminal.run("run -b %s trigger %s".formatted(BEAN, DAY_4)))
        .contains(
            "warehouse has a run for %s, which is success; rerun runs it again.".formatted(DAY_4));
    assertThat(terminal.run("run -b %s rerun %s".formatted(BEAN, DAY_4)))
        .contains("is queued again: all tasks.");
    await("it to run again", () -> attempts(DAY_4, "publish_reports") == 2);
    awaitState(DAY_4, "success");
  }

  @Test
  @Order(7)
  void everythingThatWasAskedForIsWrittenDown() {
    assertThat(
            warehouse
                .dsl()
                .fetch(
                    """
                    SELECT DISTINCT format('%s %s', action, outcome)
                    FROM ops.operator_action WHERE operator = 'operator' AND dag = 'warehouse'
                    """)
                .getValues(0, String.class))
        .containsExactlyInAnyOrder(
            "backfill done",
            "cancel done",
            "cancel refused",
            "markSuccess done",
            "pause done",
            "pause refused",
            "rerun done",
            "rerun refused",
            "rerunFailed done",
            "rerunFrom done",
            "rerunFrom refused",
            "resume done",
            "trigger done",
            "trigger refused");
    assertThat(count("ops.operator_action WHERE answer = ''")).isZero();
  }

  @Test
  @Order(8)
  void aDaemonThatCannotBeSaysSo() throws Exception {
    Answer second = daemon.run("daemon");
    Answer wrong = daemon.run("daemon", "--set", "schedule.warehouse=late");

    assertThat(second.exitCode()).as(second.err()).isEqualTo(2);
    assertThat(second.err()).contains("A daemon is running already in " + folder.resolve("home"));
    assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err()).contains("schedule.warehouse").contains("late");
    assertThat(daemon.run("status").exitCode()).as("the first one is still there").isZero();
  }

  private static JmxTarget target() throws IOException {
    return new JmxTarget(
        "127.0.0.1",
        daemon.jmxPort(),
        Optional.of(daemon.login(GeneratedCredentials.MONITOR)),
        Optional.empty(),
        PATIENCE);
  }

  private static Answer done(String... command) throws IOException, InterruptedException {
    Answer answer = daemon.run(command);
    assertThat(answer.exitCode()).as("%s: %s", List.of(command), answer.err()).isZero();
    return answer;
  }

  private static void refused(String sentence, String... command)
      throws IOException, InterruptedException {
    Answer answer = daemon.run(command);
    assertThat(answer.exitCode()).as("%s: %s", List.of(command), answer.out()).isEqualTo(1);
    assertThat(answer.err()).startsWith("error: ").contains(sentence);
  }

  private static long count(String which) {
    return (long) warehouse.dsl().fetchValue("SELECT count(*) FROM " + which);
  }

  private static long lateAlerts() {
    return count("ops.alert WHERE dag = 'warehouse' AND kind = 'deadline_missed'");
  }

  private static long attempts(String date, String task) {
    return count(
        "ops.task_attempt JOIN ops.task_run USING (task_run_id) JOIN ops.dag_run USING (run_id) WHERE logical_date = '%s' AND task = '%s'"
            .formatted(date, task));
  }

  private static boolean isWaitingForALock() {
    return (boolean)
        warehouse.asSuperuser(
            dsl ->
                dsl.fetchValue(
                    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%dim_user%')"));
  }

  /** When the scheduler last ticked, in milliseconds. */
  private static long ticks() {
    return (long)
        warehouse
            .dsl()
            .fetchValue(
                "SELECT max(prev_fire_time) FROM quartz.qrtz_triggers WHERE trigger_name = 'tick'");
  }

  private static void awaitState(String date, String state) throws InterruptedException {
    await(
        date + " to be " + state,
        () ->
            count("ops.dag_run WHERE logical_date = '%s' AND state = '%s'".formatted(date, state))
                == 1);
  }

  private static void await(String what, BooleanSupplier isThere) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isThere.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Waited in vain for " + what);
      }
      Thread.sleep(100);
    }
  }
}
