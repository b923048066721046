package ro.wowcinema.pipeline.scheduler.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.metrics.HttpPage.Answer;

/**
 * Answers GET and HEAD of some paths, and nothing else. Nothing of a request is repeated.
 *
 * <p>A page may have threads of its own, on which it is made and sent: while its clients read
 * slowly they hold up each other, and no other page.
 */
final class HttpPages implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPages.class);
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final Map<String, HttpPage> pages;
  private final Map<String, Executor> threads;
  private final AllowedHosts hosts;

  /**
   * @param threads of the paths that have threads of their own; they reject what is too much
   */
  HttpPages(Map<String, HttpPage> pages, Map<String, Executor> threads, AllowedHosts hosts) {
    this.pages = Map.copyOf(pages);
    this.threads = Map.copyOf(threads);
    this.hosts = hosts;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Executor own = threads.get(exchange.getRequestURI().getPath());
    if (own == null) {
      respond(exchange);
      return;
    }
    try {
      own.execute(() -> respondAndLogFailure(exchange));
    } catch (RejectedExecutionException e) {
      try (exchange) {
        // The connection would count against those that the server takes.
        exchange.getResponseHeaders().set("Connection", "close");
        send(exchange, Answer.plain(503, "Too many requests at a time; try again\n"));
      }
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (InterruptedException e) {
      // The server is being closed.
      Thread.currentThread().interrupt();
    }
  }

  private void respondAndLogFailure(HttpExchange exchange) {
    try {
      respond(exchange);
    } catch (IOException e) {
      LOG.debug("A client went away", e);
    }
  }

  private Answer answer(HttpExchange exchange) throws InterruptedException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (!hosts.isKnown(host, exchange.getLocalAddress().getAddress())) {
      return Answer.plain(
          421, "This server does not serve that host name; add it to web.host-names\n");
    }
    HttpPage page = pages.get(exchange.getRequestURI().getPath());
    if (page == null) {
      return Answer.plain(404, "Not found\n");
    }
    if (!METHODS.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.plain(405, "Method not allowed\n");
    }
    try {
      return page.answer();
    } catch (IOException | RuntimeException e) {
      LOG.warn("A page of the status server failed", e);
      return Answer.plain(500, "Internal error; see the log\n");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type());
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    byte[] body = answer.body().getBytes(UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
