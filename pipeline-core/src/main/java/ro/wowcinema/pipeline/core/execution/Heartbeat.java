package ro.wowcinema.pipeline.core.execution;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.execution.attempt.FailureClassifier;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.LeaseLedger;
import ro.wowcinema.pipeline.core.ledger.LeaseState;

/**
 * Renews a lease at regular intervals. Has a thread of its own: a heartbeat may wait long for an
 * unavailable database, and must not delay retries and time limits.
 */
final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** Notified on the heartbeat's thread that a run cannot continue, and why. */
  interface Listener {
    /** An operator cancelled the run, maybe through another process. */
    void cancelRequested();

    /** The lease is no longer this process's own. */
    void leaseLost();

    /** The database has been away for too long. */
    void databaseLost(RuntimeException cause);
  }

  private final LeaseLedger leases;
  private final Lease lease;
  private final DatabaseOutage outage;
  private final Listener listener;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("run-heartbeat"));

  Heartbeat(LeaseLedger leases, Lease lease, DatabaseOutage outage, Listener listener) {
    this.leases = leases;
    this.lease = lease;
    this.outage = outage;
    this.listener = listener;
  }

  void start(Duration every) {
    var unused =
        thread.scheduleWithFixedDelay(
            this::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    long begun = System.nanoTime();
    try {
      LeaseState state = leases.heartbeat(lease);
      outage.recordRecovery();
      if (state == LeaseState.LOST) {
        listener.leaseLost();
      } else if (state == LeaseState.CANCELLED) {
        listener.cancelRequested();
      }
    } catch (RuntimeException e) {
      // The database may be restarting; if it takes longer than the lease, another process may take
      // the run, and the fence holds.
      LOG.warn("Heartbeat failed: {}", FailureClassifier.message(e));
      recordMiss(begun, e);
    }
  }

  private void recordMiss(long begun, RuntimeException failure) {
    if (!FailureClassifier.isTransient(failure)) {
      return;
    }
    outage.recordFailure(begun);
    if (outage.isTooLong()) {
      listener.databaseLost(failure);
    }
  }

  void stop() {
    thread.shutdownNow();
  }
}
