package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.LeaseLedger;
import ro.wowcinema.pipeline.core.ledger.ProcessOwner;

/** What a beat says of the lease and of the database. */
final class HeartbeatTest extends DagRunnerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DatabaseOutage outage = new DatabaseOutage("run 1", PATIENCE);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Heartbeat heartbeat;

  @AfterEach
  void stop() {
    heartbeat.stop();
  }

  @Test
  void beatThatReachesTheDatabaseEndsTheOutage() throws InterruptedException {
    outage.recordFailure(System.nanoTime() - PATIENCE.multipliedBy(2).toNanos());
    assertThat(outage.isTooLong()).isTrue();

    start();

    await().atMost(Duration.ofSeconds(20)).until(() -> !outage.isTooLong());
    assertThat(heard).isEmpty();
  }

  @Test
  void cancellationIsHeard() throws InterruptedException {
    start();

    warehouse.dsl().execute("UPDATE ops.dag_run SET cancel_requested_at = now()");

    await().atMost(Duration.ofSeconds(20)).until(() -> heard.contains("cancelled"));
    assertThat(heard).doesNotContain("lost");
  }

  @Test
  void takeoverIsHeard() throws InterruptedException {
    start();

    warehouse.dsl().execute("UPDATE ops.dag_run SET epoch = epoch + 1");

    await().atMost(Duration.ofSeconds(20)).until(() -> heard.contains("lost"));
    assertThat(heard).doesNotContain("cancelled");
  }

  private void start() throws InterruptedException {
    LeaseLedger leases =
        new LeaseLedger(warehouse.database(), Clock.systemUTC(), Duration.ofMinutes(1));
    Lease lease = leases.take("warehouse", TestRunner.DAY, ProcessOwner.newName());
    heartbeat = new Heartbeat(leases, lease, outage, listener());
    heartbeat.start(Duration.ofMillis(50));
  }

  private Heartbeat.Listener listener() {
    return new Heartbeat.Listener() {
      @Override
      public void cancelRequested() {
        heard.add("cancelled");
      }

      @Override
      public void leaseLost() {
        heard.add("lost");
      }

      @Override
      public void databaseLost(RuntimeException cause) {
        heard.add("no database");
      }
    };
  }
}
