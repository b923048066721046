package ro.wowcinema.pipeline.core.run;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a lease by saying, again and again, that the process is alive. */
final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final LeaseLedger leases;
  private final Lease lease;
  private final Runnable lost;
  private final Future<?> beats;

  /**
   * @param lost told on the timer's thread when the lease is no longer this process's own
   */
  Heartbeat(
      LeaseLedger leases,
      Lease lease,
      Duration every,
      ScheduledExecutorService timer,
      Runnable lost) {
    this.leases = leases;
    this.lease = lease;
    this.lost = lost;
    this.beats =
        timer.scheduleAtFixedRate(
            this::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      if (!leases.heartbeat(lease)) {
        lost.run();
      }
    } catch (RuntimeException e) {
      // The database may be restarting; if it takes too long, another process takes the run, and
      // the fence holds.
      LOG.warn("Heartbeat failed: {}", Failures.message(e));
    }
  }

  void stop() {
    beats.cancel(false);
  }
}
