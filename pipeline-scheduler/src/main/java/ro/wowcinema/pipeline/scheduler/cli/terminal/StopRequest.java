package ro.wowcinema.pipeline.scheduler.cli.terminal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C and SIGTERM: asks the running work to stop, and keeps the process alive until the
 * command has cleaned up, for a limited time.
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

  /** Registers an action to run when the user wants to stop; it runs at once if that was before. */
  public Registration onRequest(Runnable cancellation) {
    cancellations.add(cancellation);
    if (isRequested) {
      cancellation.run();
    }
    return () -> cancellations.remove(cancellation);
  }

  /** Gives the command more time to clean up than usual. */
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
        System.err.println("The work did not stop in time; the next command resumes it.");
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
