package ro.wowcinema.pipeline.scheduler.metrics;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.execution.DaemonThreads;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready} over HTTP. It is
 * read-only and has no login, so it belongs on an address that only monitoring can reach.
 */
public final class StatusServer implements AutoCloseable {
  public static final ConfigKey<String> HOST =
      ConfigKey.requiredText(
          "web.host",
          "127.0.0.1",
          "address on which [metrics](metrics.md) and health are served",
          "a host name or address to listen on");

  public static final ConfigKey<Integer> PORT =
      ConfigKey.wholeNumber(
          "web.port", "9180", "port on which they are served; 0: any free one", 0, 65_535);

  /** Beside the machine's own names and {@link #HOST}. */
  public static final ConfigKey<List<String>> HOST_NAMES =
      ConfigKey.list(
          "web.host-names",
          "further host names that requests may use for that address, separated by commas");

  /** Less than what those who watch usually wait. */
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

  /**
   * The JDK's server reads these when it is first used, and knows no other way: seconds that a
   * client has to send its request and to read the answer, and connections beyond which new ones
   * are closed.
   */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "5",
          "sun.net.httpserver.maxRspTime", "10",
          "sun.net.httpserver.idleInterval", "10",
          "jdk.httpserver.maxConnections", "256");

  /** As many as connections, so that no connection waits for a thread. */
  private static final int MOST_THREADS = 256;

  /** Prometheus asks every few seconds, and reads at once; more clients than that are refused. */
  private static final int METRICS_THREADS = 4;

  private static final int METRICS_WAITING = 16;
  private static final Duration IDLE_THREAD = Duration.ofSeconds(30);
  private static final int BACKLOG = 50;

  private final HttpServer server;
  private final List<ExecutorService> threads;
  private final List<HealthPage> health;

  private StatusServer(HttpServer server, List<ExecutorService> threads, List<HealthPage> health) {
    this.server = server;
    this.threads = threads;
    this.health = health;
  }

  /**
   * Starts to answer.
   *
   * @param host name or address to listen on
   * @param port 0: any free one
   * @param names that requests may have as their host, beside this machine's own
   * @param metrics the content of {@code /metrics}
   * @param liveness without these the process is useless and should be restarted
   * @param readiness without these it cannot do its work right now
   * @throws IOException where it cannot listen there; the message names host and port
   */
  public static StatusServer start(
      String host,
      int port,
      List<String> names,
      Metrics metrics,
      List<HealthCheck> liveness,
      List<HealthCheck> readiness)
      throws IOException {
    return start(host, port, names, metrics, liveness, readiness, HEALTH_LIMIT);
  }

  static StatusServer start(
      String host,
      int port,
      List<String> names,
      Metrics metrics,
      List<HealthCheck> liveness,
      List<HealthCheck> readiness,
      Duration healthLimit)
      throws IOException {
    HttpServer server = listen(host, port);
    // Each connection that is being read has a thread, so that a slow one holds up no other.
    ExecutorService threads =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named("status-server"));
    // What is long, and may be read slowly, must not take the threads of health checks.
    ThreadPoolExecutor metricsThreads =
        new ThreadPoolExecutor(
            METRICS_THREADS,
            METRICS_THREADS,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(METRICS_WAITING),
            DaemonThreads.named("metrics"));
    metricsThreads.allowCoreThreadTimeOut(true);
    HealthPage live = new HealthPage(liveness, healthLimit);
    HealthPage ready = new HealthPage(readiness, healthLimit);
    server.createContext(
        "/",
        new HttpPages(
            Map.of("/metrics", page(metrics), "/health/live", live, "/health/ready", ready),
            Map.of("/metrics", metricsThreads),
            new AllowedHosts(names)));
    server.setExecutor(threads);
    server.start();
    return new StatusServer(server, List.of(threads, metricsThreads), List.of(live, ready));
  }

  private static HttpPage page(Metrics metrics) {
    return () -> new HttpPage.Answer(200, Metrics.TEXT_FORMAT, metrics.scrape());
  }

  private static HttpServer listen(String host, int port) throws IOException {
    LIMITS.forEach(
        (limit, value) -> {
          if (System.getProperty(limit) == null) {
            System.setProperty(limit, value);
          }
        });
    try {
      return HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
    } catch (IOException | UnresolvedAddressException e) {
      throw new IOException(
          "Cannot listen on %s:%d (web.host, web.port): %s".formatted(host, port, e), e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops at once; answers that are under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.forEach(ExecutorService::shutdownNow);
    health.forEach(HealthPage::close);
  }
}
