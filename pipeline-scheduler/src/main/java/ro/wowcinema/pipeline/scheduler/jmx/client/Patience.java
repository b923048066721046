package ro.wowcinema.pipeline.scheduler.jmx.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends waiting for a peer that says nothing. RMI's own limits hold for a whole process, and not for
 * the handshake of TLS.
 *
 * @param limit of one call
 */
record Patience(Duration limit) {
  Patience {
    requireNonNull(limit, "limit is null");
  }

  /**
   * Does it in a thread of its own, which is left to itself when the time is over; it does not keep
   * the process.
   *
   * @throws TimeoutException when the time is over
   * @throws Exception what the work throws
   */
  <T> T await(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "jmx-client");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }
}
