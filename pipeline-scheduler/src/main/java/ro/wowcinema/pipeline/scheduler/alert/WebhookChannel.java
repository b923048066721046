package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * Posts alerts as JSON. Chats that accept incoming webhooks show {@code text}; programs read the
 * rest. Only the host of the URL, which may be a secret, appears in messages.
 */
final class WebhookChannel implements AlertChannel {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final Duration timeout;
  private final HttpClient client;

  WebhookChannel(URI url) {
    this(url, TIMEOUT);
  }

  /**
   * Posts there.
   *
   * @param timeout how long connecting may take, and how long the answer
   */
  WebhookChannel(URI url, Duration timeout) {
    this.url = requireNonNull(url, "url is null");
    this.timeout = requireNonNull(timeout, "timeout is null");
    // An alert goes where it was configured to go, and not where a server sends it on to.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public void send(Alert alert) throws AlertFailedException, InterruptedException {
    int status;
    try {
      status = post(alert);
    } catch (HttpTimeoutException e) {
      throw new AlertFailedException(
          "The webhook at %s did not answer within %s".formatted(url.getHost(), timeout), e);
    } catch (ConnectException e) {
      throw new AlertFailedException(
          "The webhook at %s cannot be reached".formatted(url.getHost()), e);
    } catch (IOException e) {
      throw new AlertFailedException(
          "The connection to the webhook at %s was interrupted: %s"
              .formatted(url.getHost(), e.getMessage()),
          e);
    }
    requireTaken(status);
  }

  private int post(Alert alert) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(json(alert))))
            .build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    // The status is enough, and a body may be endless.
    response.body().close();
    return response.statusCode();
  }

  private void requireTaken(int status) throws AlertFailedException {
    if (status / 100 == 3) {
      throw new AlertFailedException(
          "The webhook at %s redirects (HTTP %d), which is not followed; see alert.webhook-url"
              .formatted(url.getHost(), status));
    }
    if (status / 100 != 2) {
      throw new AlertFailedException(
          "The webhook at %s answered HTTP %d".formatted(url.getHost(), status));
    }
  }

  private static ObjectNode json(Alert alert) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("kind", alert.kind())
            .put("status", alert.isResolved() ? "resolved" : "firing")
            .put("dag", alert.dag())
            .put("logical_date", alert.logicalDates().get(0).toString());
    ArrayNode dates = json.putArray("logical_dates");
    alert.logicalDates().forEach(date -> dates.add(date.toString()));
    return json.put("message", alert.message())
        .put("raised_at", alert.raisedAt().toString())
        .put("text", AlertText.title(alert) + "\n" + AlertText.body(alert));
  }
}
