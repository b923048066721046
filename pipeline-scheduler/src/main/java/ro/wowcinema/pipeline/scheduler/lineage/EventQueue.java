package ro.wowcinema.pipeline.scheduler.lineage;

import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and sends events on a thread of its own. Adding one never waits: an event that does not
 * fit or is not accepted is dropped and counted. Each outage has two lines in the log.
 */
final class EventQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final EventSender sender;
  private final Duration patience;
  private final BlockingQueue<Supplier<List<RunEvent>>> events;
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile boolean isClosed;
  private long droppedBefore;
  private boolean isOut;

  /**
   * Begins to send.
   *
   * @param size events that may wait
   * @param patience how long closing waits for those that do
   */
  EventQueue(EventSender sender, int size, Duration patience) {
    this.sender = sender;
    this.patience = patience;
    this.events = new ArrayBlockingQueue<>(size);
    this.thread = new Thread(this::sendAll, "lineage");
    thread.setDaemon(true);
    thread.start();
  }

  /** Each added item supplies its events, possibly none, on the queue's thread. */
  void add(Supplier<List<RunEvent>> source) {
    if (isClosed || !events.offer(source)) {
      dropped.incrementAndGet();
    }
  }

  /** Dropped events. */
  long dropped() {
    return dropped.get();
  }

  private void sendAll() {
    try {
      while (!isClosed || !events.isEmpty()) {
        Supplier<List<RunEvent>> source = events.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        if (source != null) {
          sendAll(source);
        }
      }
    } catch (InterruptedException e) {
      // Closing has waited long enough.
    }
  }

  private void sendAll(Supplier<List<RunEvent>> source) throws InterruptedException {
    List<RunEvent> written;
    try {
      written = source.get();
    } catch (RuntimeException e) {
      reportFailure(e);
      return;
    }
    int unsent = written.size();
    try {
      for (RunEvent event : written) {
        send(event);
        unsent--;
      }
    } catch (InterruptedException e) {
      dropped.addAndGet(unsent);
      throw e;
    }
  }

  private void send(RunEvent event) throws InterruptedException {
    try {
      sender.send(OpenLineageClientUtils.toJson(event));
      reportRecovery();
    } catch (IOException | RuntimeException e) {
      reportFailure(e);
    }
  }

  private void reportFailure(Exception e) {
    if (!isOut) {
      isOut = true;
      droppedBefore = dropped.get();
      LOG.warn(
          "Lineage events do not reach {} and are dropped until they do: {}", sender, reason(e));
    }
    dropped.incrementAndGet();
  }

  private void reportRecovery() {
    if (isOut) {
      isOut = false;
      LOG.info(
          "Lineage events reach {} again; {} were dropped", sender, dropped.get() - droppedBefore);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Sends what waits, for a limited time, and drops the rest. */
  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join(patience.toMillis());
      thread.interrupt();
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    dropped.addAndGet(events.size());
    events.clear();
    if (dropped.get() > 0) {
      LOG.warn("{} lineage events did not reach {}", dropped.get(), sender);
    }
    closeSender();
  }

  private void closeSender() {
    try {
      sender.close();
    } catch (IOException e) {
      LOG.warn("Cannot close {}: {}", sender, reason(e));
    }
  }
}
