package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.testing.DaemonProcess;
import ro.wowcinema.pipeline.scheduler.testing.HeldTable;

/**
 * Two real daemons on one database. The one that runs a DAG is killed in the middle of a task. The
 * other one must leave what an uninterrupted load leaves, including the surrogate keys.
 */
@Timeout(180)
final class FailoverTest {
  @RegisterExtension static final WarehouseDatabase shared = new WarehouseDatabase();

  @RegisterExtension static final WarehouseDatabase calm = new WarehouseDatabase();

  private static final LocalDate FROM = LocalDate.of(2025, 9, 20);
  private static final String SUCCESS = "success, success";
  private static final String TABLE = "warehouse.dim_user";

  /** From the death of a daemon to the end of what it ran. */
  private static final Duration LIMIT = Duration.ofSeconds(45);

  @TempDir static Path folder;

  private static SimulatedLoad deliveries;

  private DaemonProcess one;
  private DaemonProcess other;

  @BeforeAll
  static void loadUninterrupted() {
    deliveries = SimulatedLoad.simulate(folder, FROM, 2);
    deliveries.loadInto(calm.connectionInfo());
  }

  @BeforeEach
  void startTwo() {
    shared.truncateAll();
    one = start("one");
    other = start("other");
    one.awaitReady();
    other.awaitReady();
  }

  @AfterEach
  void stopBoth() {
    one.close();
    other.close();
  }

  @Test
  void otherFinishesWhatKilledOneRan() throws Exception {
    DaemonProcess survivor;
    try (HeldTable held = backfillIsHeldUp()) {
      survivor = notOwner();
      owner().kill();
    }

    awaitSuccess();
    assertThatEachTaskCommittedOnce();
    assertThat(attempts("lost")).isPositive();
    assertThat(survivor.log())
        .contains("lease expired without a heartbeat; the run will be resumed");
  }

  @Test
  void killedDaemonResumesAloneAfterRestart() throws Exception {
    other.kill();
    try (HeldTable held = backfillIsHeldUp()) {
      one.kill();
      one = start("one").awaitReady();
    }

    awaitSuccess();
    assertThatEachTaskCommittedOnce();
  }

  @Test
  void frozenDaemonCommitsNothingWhenItContinues() throws Exception {
    DaemonProcess frozen;
    try (HeldTable held = backfillIsHeldUp()) {
      frozen = owner();
      frozen.freeze();
    }
    awaitSuccess();
    assertThat(frozen.log()).doesNotContain("was taken over by another process");

    frozen.thaw();

    await().atMost(LIMIT).until(() -> frozen.log().contains("was taken over by another process"));
    assertThat(frozen.ask("runs", "10")).contains("success");
    assertThat(frozen.isAlive()).isTrue();
    assertThat(attempts("lost")).isPositive();
    assertThatEachTaskCommittedOnce();
  }

  @Test
  void otherDaemonResumesWhatATerminatedOneLeaves() throws Exception {
    try (HeldTable held = backfillIsHeldUp()) {
      DaemonProcess terminated = owner();
      terminated.terminate();
      assertThat(terminated.exitCode(LIMIT)).as(terminated.messages()).contains(0);
    }

    awaitSuccess();
    assertThatEachTaskCommittedOnce();
    assertThat(attempts("failed") + attempts("lost")).isZero();
  }

  @Test
  void cancelReachesTheNodeThatRuns() throws Exception {
    try (HeldTable held = backfillIsHeldUp()) {
      assertThat(notOwner().ask("cancel", FROM.toString())).contains("is being cancelled");
      await().atMost(LIMIT).until(() -> states().startsWith("cancelled"));
    }

    one.ask("rerunFailed", FROM.toString());

    awaitSuccess();
    assertThatEachTaskCommittedOnce();
  }

  @Test
  void daemonWithoutTheDatabasesPrivacyKeyIsRefused() throws Exception {
    try (DaemonProcess third = start("third", "another.key")) {
      assertThat(third.exitCode(LIMIT)).contains(2);
      assertThat(third.messages())
          .contains("of this database is not in " + folder.resolve("another.key"))
          .contains("set privacy.key-file");
    }
    assertThat(folder.resolve("another.key")).doesNotExist();
  }

  @Test
  void secondDaemonOfOneHomeIsRefused() throws Exception {
    try (DaemonProcess second = start("one")) {
      assertThat(second.exitCode(LIMIT)).contains(2);
      assertThat(second.messages()).contains("A daemon is running already in");
    }
    assertThat(one.isAlive()).isTrue();
  }

  private static DaemonProcess start(String home) {
    return start(home, "privacy.key");
  }

  private static DaemonProcess start(String home, String keyOf) {
    return DaemonProcess.start(
        folder.resolve(home),
        shared.connectionInfo(),
        Map.of(
            "landing",
            deliveries.landing(),
            "privacy.key-file",
            folder.resolve(keyOf).toString(),
            "daemon.lease",
            "PT3S",
            "daemon.shutdown-limit",
            "PT1S"));
  }

  private HeldTable backfillIsHeldUp() throws Exception {
    HeldTable held = HeldTable.of(shared.database(), TABLE);
    one.ask("pause");
    one.ask("backfill", FROM.toString(), deliveries.to().toString());
    held.awaitHeldUp();
    return held;
  }

  private DaemonProcess owner() {
    return isOwner(one) ? one : other;
  }

  private DaemonProcess notOwner() {
    return isOwner(one) ? other : one;
  }

  private static boolean isOwner(DaemonProcess daemon) {
    String owner =
        (String) shared.dsl().fetchValue("SELECT owner FROM ops.dag_run WHERE state = 'running'");
    return owner.contains("/" + daemon.pid() + "/");
  }

  private static void awaitSuccess() {
    await().atMost(LIMIT).until(() -> states().equals(SUCCESS));
  }

  private static String states() {
    return (String)
        shared
            .dsl()
            .fetchValue(
                """
                SELECT string_agg(state, ', ' ORDER BY logical_date)
                FROM ops.dag_run WHERE dag = 'warehouse'
                """);
  }

  private static long attempts(String state) {
    return (long)
        shared.dsl().fetchValue("SELECT count(*) FROM ops.task_attempt WHERE state = ?", state);
  }

  private static void assertThatEachTaskCommittedOnce() {
    assertThat(
            shared
                .dsl()
                .fetchValues(
                    """
                    SELECT task FROM ops.task_run JOIN ops.task_attempt AS a USING (task_run_id)
                    WHERE a.state IN ('success', 'skipped')
                    GROUP BY task_run_id, task HAVING count(*) > 1
                    """))
        .isEmpty();
    assertThat(Checksum.ofDeliveries(shared.database()))
        .isEqualTo(Checksum.ofDeliveries(calm.database()));
    assertThat(Checksum.ofWarehouse(shared.database()))
        .isEqualTo(Checksum.ofWarehouse(calm.database()));
  }
}
