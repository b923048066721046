package ro.wowcinema.pipeline.scheduler.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusServerTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger looks = new AtomicInteger();
  private volatile Optional<String> problem = Optional.empty();
  private volatile boolean databaseHangs;
  private volatile boolean schedulerFails;
  private Metrics metrics;
  private StatusServer server;

  @BeforeEach
  void start() throws IOException {
    metrics = new Metrics();
    server =
        StatusServer.start(
            "127.0.0.1",
            0,
            metrics,
            List.of(),
            List.of(
                new HealthCheck("database", this::database),
                new HealthCheck("scheduler", this::scheduler)),
            LIMIT);
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.close();
    metrics.close();
  }

  @Test
  void processThatAnswersIsAlive() throws Exception {
    HttpResponse<String> response = get("/health/live");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"up\"}");
    assertThat(header(response, "content-type")).isEqualTo("application/json; charset=utf-8");
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
    assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void readyIsWhoHasNoProblem() throws Exception {
    HttpResponse<String> response = get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"status\":\"up\",\"checks\":{\"database\":\"ok\",\"scheduler\":\"ok\"}}");
  }

  @Test
  void problemIsToldByName() throws Exception {
    problem = Optional.of("paused");

    HttpResponse<String> response = get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":\"down\",\"checks\":{\"database\":\"ok\",\"scheduler\":\"paused\"}}");
  }

  @Test
  void checkThatHangsHangsNobodyElseAndTakesOneThread() throws Exception {
    databaseHangs = true;

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> response = get("/health/ready");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body())
          .contains("\"database\":\"no answer within PT0.3S\"")
          .contains("\"scheduler\":\"ok\"");
    }

    assertThat(looks).hasValue(1);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void checkThatThrowsIsAProblem() throws Exception {
    schedulerFails = true;

    HttpResponse<String> response = get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .contains("\"scheduler\":\"cannot be checked: java.lang.IllegalStateException: broken\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/metrics/", "/health", "/health/live/x", "/../etc/passwd", "/%2e%2e"})
  void nothingElseIsThere(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("Not found\n");
  }

  @ParameterizedTest
  @CsvSource({"POST, /metrics", "PUT, /health/ready", "DELETE, /health/live"})
  void onlyReadingIsPossible(String method, String path) throws Exception {
    HttpResponse<String> response = send(method, path);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "allow")).isEqualTo("GET, HEAD");
    assertThat(response.body()).doesNotContain("<script>");
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> response = send("HEAD", "/health/live");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-length")).isEqualTo("15");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void metricsAreInTheFormatOfPrometheus() throws Exception {
    HttpResponse<String> response = get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body())
        .contains(
            "\njvm_memory_used_bytes{", "\njvm_threads_live_threads ", "process_uptime_seconds")
        .contains("\npipeline_tasks_running 0.0\n");
  }

  @Test
  void portThatIsTakenIsNamed() {
    int port = server.address().getPort();

    assertThatThrownBy(() -> StatusServer.start("127.0.0.1", port, metrics, List.of(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + port + " (web.host, web.port): ");
  }

  private Optional<String> database() {
    looks.incrementAndGet();
    if (databaseHangs) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Optional.empty();
  }

  private Optional<String> scheduler() {
    if (schedulerFails) {
      throw new IllegalStateException("broken");
    }
    return problem;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(
        HttpRequest.newBuilder(uri)
            .method(
                method,
                method.equals("GET") || method.equals("HEAD")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString("<script>"))
            .build(),
        BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
