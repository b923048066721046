package ro.wowcinema.pipeline.scheduler.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on a real socket that keeps what is posted to it, and answers as a test says. */
public final class PostServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile Map<String, String> answer = Map.of();
  private volatile boolean hangs;

  /** What came. */
  public record Post(String method, String path, Optional<String> authorization, String body) {}

  private PostServer(HttpServer server) {
    this.server = server;
  }

  public static PostServer start() throws IOException {
    PostServer posts =
        new PostServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
    posts.server.createContext("/", posts::handle);
    posts.server.setExecutor(posts.threads);
    posts.server.start();
    return posts;
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** From now on. */
  public void answers(int newStatus, Map<String, String> headers) {
    status = newStatus;
    answer = headers;
  }

  /** From now on no request is answered, until the server is closed. */
  public void hangs() {
    hangs = true;
  }

  public List<Post> posts() {
    return List.copyOf(posts);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      posts.add(
          new Post(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      if (hangs) {
        closed.await();
      }
      answer.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
