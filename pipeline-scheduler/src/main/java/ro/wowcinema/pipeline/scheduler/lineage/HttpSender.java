package ro.wowcinema.pipeline.scheduler.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Posts events to a server such as Marquez. */
final class HttpSender implements EventSender {
  /** Where servers take events, unless the URL says otherwise. */
  private static final String USUAL_PATH = "/api/v1/lineage";

  private final URI url;
  private final Optional<String> apiKey;
  private final Duration timeout;
  private final HttpClient client;

  HttpSender(URI url, Optional<String> apiKey, Duration timeout) {
    boolean hasPath = !url.getRawPath().replace("/", "").isEmpty();
    this.url = hasPath ? url : url.resolve(USUAL_PATH);
    this.apiKey = apiKey;
    this.timeout = timeout;
    // The key goes to the server that was configured, and not where it sends us on to.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public void send(String json) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    response.body().close();
    if (response.statusCode() / 100 != 2) {
      throw new IOException("HTTP " + response.statusCode());
    }
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
