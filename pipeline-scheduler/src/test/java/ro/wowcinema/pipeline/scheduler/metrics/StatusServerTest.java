package ro.wowcinema.pipeline.scheduler.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            List.of("Monitor.example", "fd00::7"),
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
  void problemIsReportedByName() throws Exception {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:9180",
        "127.0.0.1:1",
        "[::1]:9180",
        "[::1]",
        "monitor.example",
        "monitor.example.:80",
        "[fd00::7]:80"
      })
  void answersToTheNamesThatItGoesBy(String host) throws Exception {
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  /** What a page of the web would have, whose name was made to mean this machine. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example:9180",
        "evil.example:127.0.0.1",
        "10.0.0.1",
        "[::2]",
        "localhost:evil.example",
        "[localhost]evil.example",
        "localhost:999999",
        "localhost:",
        "[",
        ""
      })
  void answersToNoOtherName(String host) throws Exception {
    for (String path : List.of("/health/live", "/metrics", "/nothing")) {
      assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .startsWith("HTTP/1.1 421 ")
          .endsWith("add it to web.host-names\n");
    }
  }

  @Test
  void answersClientsThatNameNoHost() throws Exception {
    assertThat(raw("GET /health/live HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void slowClientsHoldUpNoHealthCheck() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        slow.add(socket);
        socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: loc".getBytes(UTF_8));
        socket.getOutputStream().flush();
      }
      // They have all got as far as they go once an answer has come through.
      for (int i = 0; i < 3; i++) {
        assertThat(health().statusCode()).isEqualTo(200);
      }
      // And those that never ask are closed.
      slow.get(0).setSoTimeout(30_000);
      assertThat(slow.get(0).getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** As many as read nothing would have taken every thread. */
  @Test
  void clientsThatReadMetricsSlowlyHoldUpNoHealthCheck() throws Exception {
    for (int i = 0; i < 64; i++) {
      metrics.gauge("pipeline_long", "Long", Map.of("text", i + "x".repeat(64 * 1024)), () -> 1);
    }
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 140; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(server.address());
        slow.add(socket);
        socket
            .getOutputStream()
            .write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(health().statusCode()).isEqualTo(200);
      }
      // Beyond the requests in service and those that wait, no request is accepted.
      Socket last = slow.get(slow.size() - 1);
      last.setSoTimeout(30_000);
      assertThat(new String(last.getInputStream().readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 503");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private HttpResponse<String> health() throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri("/health/live")).timeout(Duration.ofSeconds(3)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void portThatIsTakenIsNamed() {
    int port = server.address().getPort();

    assertThatThrownBy(
            () -> StatusServer.start("127.0.0.1", port, List.of(), metrics, List.of(), List.of()))
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
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                method.equals("GET") || method.equals("HEAD")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString("<script>"))
            .build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket
          .getOutputStream()
          .write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
