package ro.wowcinema.pipeline.jobs.download.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of an answer, as they come: the client's own time limit ends with the headers, so that
 * whoever reads a body must count its silence. Bytes are asked for one buffer at a time, which
 * bounds memory however slow the disk is.
 */
public final class Body implements AutoCloseable {
  private final Flow.Publisher<List<ByteBuffer>> publisher;
  private final Duration timeout;
  private final Arrivals arrivals = new Arrivals();
  private boolean isSubscribed;

  Body(Flow.Publisher<List<ByteBuffer>> publisher, Duration timeout) {
    this.publisher = publisher;
    this.timeout = timeout;
  }

  /** What came. */
  private sealed interface Event {
    /** Bytes. */
    record Bytes(List<ByteBuffer> buffers) implements Event {}

    /** The end, and what broke the connection where it came too early. */
    record End(Optional<Throwable> failure) implements Event {}
  }

  /**
   * The next bytes; empty at the end.
   *
   * @throws IOException where the connection breaks, or nothing comes for too long
   */
  public Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
    if (isSubscribed) {
      arrivals.subscription.request(1);
    } else {
      isSubscribed = true;
      publisher.subscribe(arrivals);
    }
    Event event = arrivals.events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (event instanceof Event.Bytes bytes) {
      return Optional.of(bytes.buffers());
    }
    if (event instanceof Event.End end) {
      if (end.failure().isPresent()) {
        throw new IOException("the connection broke", end.failure().get());
      }
      return Optional.empty();
    }
    throw new IOException("the server sent nothing for " + timeout);
  }

  /** Ends the connection, if bytes are still to come. */
  @Override
  public void close() {
    arrivals.isUnwanted = true;
    if (!isSubscribed) {
      isSubscribed = true;
      publisher.subscribe(arrivals);
    } else if (arrivals.subscription != null) {
      arrivals.subscription.cancel();
    }
  }

  /** Told by the client, on its threads. */
  private static final class Arrivals implements Flow.Subscriber<List<ByteBuffer>> {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean isUnwanted;
    private volatile Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      if (isUnwanted) {
        newSubscription.cancel();
      } else {
        newSubscription.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      events.add(new Event.Bytes(buffers));
    }

    @Override
    public void onError(Throwable failure) {
      events.add(new Event.End(Optional.of(failure)));
    }

    @Override
    public void onComplete() {
      events.add(new Event.End(Optional.empty()));
    }
  }
}
