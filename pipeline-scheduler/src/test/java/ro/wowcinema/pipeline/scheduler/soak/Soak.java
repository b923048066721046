package ro.wowcinema.pipeline.scheduler.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.testing.DaemonProcess;

/**
 * Days of deliveries as fast as they go, and everything that can go wrong meanwhile; the warehouse
 * must be that of a calm load. Not one of the tests of every build: {@code soak/run.sh} runs it.
 */
final class Soak {
  private static final long MINUTES = Long.getLong("soak.minutes", 2);
  private static final long SEED = Long.getLong("soak.seed", 1);
  private static final int DAYS_PER_ROUND = Integer.getInteger("soak.days-per-round", 8);
  private static final int MOST_DAYS_A_MINUTE = 20;
  private static final int LONGEST_PAUSE_MILLIS = 6_000;
  private static final int LONGEST_MOMENT_MILLIS = 500;
  private static final int LOOKS = 20;
  private static final Duration SETTLE_LIMIT = Duration.ofMinutes(15);

  @RegisterExtension static final WarehouseDatabase calm = new WarehouseDatabase();

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private SoakDeliveries deliveries;
  private SoakLog diary;
  private Faults faults;

  @Test
  void warehouseIsThatOfCalmLoad() throws Exception {
    int days = Math.toIntExact(MINUTES * MOST_DAYS_A_MINUTE);
    deliveries = SoakDeliveries.simulate(folder, days, SEED);
    Map<String, String> settings =
        Map.of(
            "landing", deliveries.landing().toString(),
            "daemon.lease", "PT5S",
            "privacy.key-file", folder.resolve("privacy.key").toString());
    try (Cluster cluster = Cluster.start(folder, settings)) {
      Thread cleaning = new Thread(cluster::close, "soak-cleaning");
      Runtime.getRuntime().addShutdownHook(cleaning);
      diary = new SoakLog(System.out, cluster.server()::connectionInfo);
      diary.say("seed %d, %d minutes".formatted(SEED, MINUTES));
      faults = new Faults(cluster, deliveries, random, diary);
      faults.ask("pause");
      live(cluster);
      settle(cluster);
      loadUninterrupted();
      compare(cluster);
      Runtime.getRuntime().removeShutdownHook(cleaning);
    }
  }

  private void live(Cluster cluster) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
    while (System.nanoTime() < end) {
      deliver();
      awaitWork();
      faults.next();
      Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS) / 2);
      diary.heartbeat();
      assertThat(cluster.alive()).as("nodes that live").hasSize(cluster.size());
    }
  }

  /** Faults are worth most in the middle of work; a moment later it is another part of it. */
  private void awaitWork() throws InterruptedException {
    for (int look = 0; look < LOOKS && diary.runningDate().isEmpty(); look++) {
      Thread.sleep(LONGEST_MOMENT_MILLIS);
    }
    Thread.sleep(random.nextInt(LONGEST_MOMENT_MILLIS));
  }

  /** So many days wait at a time, that the daemons have always something to do. */
  private void deliver() throws Exception {
    long waiting = diary.unfinished();
    while (waiting < DAYS_PER_ROUND && !deliveries.isExhausted()) {
      diary.say("delivery of " + deliveries.deliver());
      waiting++;
    }
    backfillAll();
  }

  /** Resumes what failed, was cancelled, or was never requested. */
  private void backfillAll() {
    List<LocalDate> delivered = deliveries.delivered();
    faults.ask(
        "backfill", delivered.get(0).toString(), delivered.get(delivered.size() - 1).toString());
  }

  private void settle(Cluster cluster) throws Exception {
    diary.say("no more faults");
    long end = System.nanoTime() + SETTLE_LIMIT.toNanos();
    do {
      assertThat(System.nanoTime()).as("it does not settle").isLessThan(end);
      faults.makeGood();
      backfillAll();
      Thread.sleep(LONGEST_PAUSE_MILLIS);
      diary.heartbeat();
    } while (!(faults.owesNothing() && diary.allIsDone(deliveries.delivered().size())));
    assertThat(cluster.alive()).hasSize(cluster.size());
  }

  private void loadUninterrupted() throws Exception {
    diary.say("the same deliveries, uninterrupted");
    List<LocalDate> delivered = deliveries.delivered();
    int exitCode =
        DaemonProcess.command(
                folder.resolve("calm"),
                calm.connectionInfo(),
                "run",
                "--landing",
                deliveries.landing().toString(),
                "--from",
                delivered.get(0).toString(),
                "--to",
                delivered.get(delivered.size() - 1).toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("calm.txt").toFile())
            .start()
            .waitFor();
    assertThat(exitCode).as("the uninterrupted load").isZero();
  }

  private void compare(Cluster cluster) {
    try (Database lived = Database.open(cluster.server().connectionInfo(), 2)) {
      List<String> differences = Comparison.differences(lived.dsl(), calm.dsl());
      differences.forEach(diary::say);
      diary.say(
          "%d days, seed %d: %s"
              .formatted(
                  deliveries.delivered().size(),
                  SEED,
                  differences.isEmpty() ? "equal" : "DIFFERENT"));
      assertThat(differences).isEmpty();
    }
  }
}
