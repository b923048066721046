package ro.wowcinema.pipeline.jobs.download;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ro.wowcinema.pipeline.core.job.TransientFailureException;

/** Requests files from web servers. */
final class HttpFileClient {
  private static final String AGENT = "wowcinema-pipeline";

  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout silence after which a connection, a response or its body counts as failed
   */
  HttpFileClient(Duration timeout) {
    this.timeout = requireNonNull(timeout, "timeout is null");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            // Not from https to http: what was requested encrypted must come encrypted.
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** A file cannot be downloaded, and a retry would not help; the message names its URL. */
  static final class DownloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DownloadException(String message) {
      super(message);
    }

    DownloadException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Requests a file; the caller closes the response.
   *
   * @param headers adds conditions and ranges
   * @param now when the job began
   * @throws TransientFailureException where the server does not answer, or cannot at the moment
   * @throws DownloadException where it refuses
   */
  HttpFileResponse request(URI url, UnaryOperator<HttpRequest.Builder> headers, Instant now)
      throws InterruptedException {
    HttpRequest request =
        headers
            .apply(HttpRequest.newBuilder(url))
            .setHeader("User-Agent", AGENT)
            // Ranges are of the file's own bytes, not of another encoding of them.
            .setHeader("Accept-Encoding", "identity")
            .timeout(timeout)
            .build();
    HttpFileResponse response;
    try {
      response = new HttpFileResponse(url, client.send(request, info -> new Body(timeout)));
    } catch (IOException e) {
      throw connectionFailure(url, e);
    }
    Optional<RuntimeException> failure = response.failure(now);
    if (failure.isPresent()) {
      response.close();
      throw failure.get();
    }
    return response;
  }

  /** For a connection that cannot be made, or broke. */
  static TransientFailureException connectionFailure(URI url, IOException failure) {
    Throwable named = failure.getMessage() == null ? rootOf(failure) : failure;
    String reason =
        named.getMessage() == null ? named.getClass().getSimpleName() : named.getMessage();
    return new TransientFailureException("Cannot download %s: %s".formatted(url, reason), failure);
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  /**
   * The bytes of a response as they arrive. The client's own timeout ends with the headers, so the
   * reader of a body limits its silence. Each buffer is requested by itself, which bounds memory
   * however slow the disk is.
   */
  static final class Body implements HttpResponse.BodySubscriber<Body>, AutoCloseable {
    private final Duration timeout;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private Body(Duration timeout) {
      this.timeout = timeout;
    }

    /** What the client reported, on its threads. */
    @FunctionalInterface
    private interface Event {
      Optional<List<ByteBuffer>> get() throws IOException;
    }

    /**
     * The next bytes; empty at the end.
     *
     * @throws IOException where the connection breaks, or nothing arrives within the timeout
     */
    Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
      whenSubscribed(open -> open.request(1));
      Event event = events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (event == null) {
        throw new IOException("the server sent nothing for " + timeout);
      }
      return event.get();
    }

    /** Ends the connection, if bytes are still to come. */
    @Override
    public void close() {
      whenSubscribed(Flow.Subscription::cancel);
    }

    private void whenSubscribed(Consumer<Flow.Subscription> action) {
      CompletableFuture<Void> unused = subscription.thenAccept(action);
    }

    @Override
    public CompletionStage<Body> getBody() {
      return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription.complete(newSubscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      events.add(() -> Optional.of(buffers));
    }

    @Override
    public void onError(Throwable failure) {
      events.add(
          () -> {
            throw new IOException("the connection broke", failure);
          });
    }

    @Override
    public void onComplete() {
      events.add(Optional::empty);
    }
  }
}
