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
   * @param timeout time without a byte after which a connection, a response or its body fails
   */
  HttpFileClient(Duration timeout) {
    this.timeout = requireNonNull(timeout, "timeout is null");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            // Does not redirect from https to http: an encrypted request needs an encrypted
            // response.
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** A download failed permanently; the message names its URL. */
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
   * @param now start of the job
   * @throws TransientFailureException if the server does not respond, or is temporarily unavailable
   * @throws DownloadException if it refuses
   */
  HttpFileResponse request(URI url, UnaryOperator<HttpRequest.Builder> headers, Instant now)
      throws InterruptedException {
    HttpRequest request =
        headers
            .apply(HttpRequest.newBuilder(url))
            .setHeader("User-Agent", AGENT)
            // Ranges refer to the file's own bytes, not to another encoding.
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

  /** For a connection that cannot be established, or was lost. */
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
   * reader of a body has its own. Each buffer is requested separately, which limits memory even if
   * the disk is slow.
   */
  static final class Body implements HttpResponse.BodySubscriber<Body>, AutoCloseable {
    private final Duration timeout;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private Body(Duration timeout) {
      this.timeout = timeout;
    }

    /** An event that the client reported, on its threads. */
    @FunctionalInterface
    private interface Event {
      Optional<List<ByteBuffer>> get() throws IOException;
    }

    /**
     * The next bytes; empty at the end.
     *
     * @throws IOException if the connection is lost, or nothing arrives within the timeout
     */
    Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
      whenSubscribed(open -> open.request(1));
      Event event = events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (event == null) {
        throw new IOException("the server sent nothing for " + timeout);
      }
      return event.get();
    }

    /** Closes the connection, if bytes are outstanding. */
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
            throw new IOException("the connection was lost", failure);
          });
    }

    @Override
    public void onComplete() {
      events.add(Optional::empty);
    }
  }
}
