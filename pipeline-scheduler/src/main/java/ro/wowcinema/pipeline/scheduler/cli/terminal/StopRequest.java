package ro.wowcinema.pipeline.scheduler.cli.terminal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: what is going on is asked to stop, and the process stays until the command
 * has cleaned up, though not for ever.
 */
public final class StopRequest implements AutoCloseable {
  private volatile Duration limit = Duration.ofSeconds(20);

  private final Set<Runnable> cancellations = ConcurrentHashMap.newKeySet();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean isRequested;
  private volatile boolean exitNormally;

  /** Listens to the process's signals. */
  public static StopRequest install() {
    StopRequest interruption = new StopRequest();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
    return interruption;
  }

  /** Has something called when the user wants to stop; at once where that was before. */
  public Registration onRequest(Runnable cancellation) {
    cancellations.add(cancellation);
    if (isRequested) {
      cancellation.run();
    }
    return () -> cancellations.remove(cancellation);
  }

  /** Gives the command longer to clean up than usual. */
  public void allow(Duration newLimit) {
    limit = newLimit;
  }

  /**
   * Stopping is how the command ends well: the process ends with 0, not with the signal's number.
   */
  public void exitNormally() {
    exitNormally = true;
  }

  public boolean isRequested() {
    return isRequested;
  }

  /** The command has cleaned up: the process may end. */
  @Override
  public void close() {
    finished.countDown();
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    isRequested = true;
    cancellations.forEach(Runnable::run);
    try {
      if (!finished.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(
            "Gave up waiting for the work to stop; the next command goes on from there.");
      } else if (exitNormally) {
        // The virtual machine has no other way to end with another number than the signal's.
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends with the work that would have to be cancelled. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
