package ro.wowcinema.pipeline.jobs.download.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import ro.wowcinema.pipeline.core.job.TransientFailureException;

/** Asks web servers for files. */
public final class Web {
  private static final String AGENT = "wowcinema-pipeline";

  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout silence after which a connection, an answer or its body counts as failed
   */
  public Web(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            // Not from https to http: what was asked for in safety must come in safety.
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * Asks for a file.
   *
   * @param headers adds what is asked
   * @param now when the asking job began
   * @throws TransientFailureException where the server does not answer, or cannot just now
   * @throws DownloadException where it will not
   */
  public Answer ask(URI url, UnaryOperator<HttpRequest.Builder> headers, Instant now)
      throws InterruptedException {
    HttpRequest request =
        headers
            .apply(HttpRequest.newBuilder(url))
            .setHeader("User-Agent", AGENT)
            // Ranges are of the file's own bytes, not of another packing of them.
            .setHeader("Accept-Encoding", "identity")
            .timeout(timeout)
            .build();
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response;
    try {
      response = client.send(request, BodyHandlers.ofPublisher());
    } catch (IOException e) {
      throw lost(url, e);
    }
    Body body = new Body(response.body(), timeout);
    try {
      return new Response(url, response.uri(), response.statusCode(), response.headers(), now)
          .answer(body);
    } catch (RuntimeException e) {
      body.close();
      throw e;
    }
  }

  /** A connection that does not work, or no more. */
  public static TransientFailureException lost(URI url, IOException failure) {
    Throwable told = failure.getMessage() == null ? rootOf(failure) : failure;
    String reason = told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
    return new TransientFailureException("Cannot download %s: %s".formatted(url, reason), failure);
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }
}
