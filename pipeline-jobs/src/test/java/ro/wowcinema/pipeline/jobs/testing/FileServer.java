package ro.wowcinema.pipeline.jobs.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server on a real socket that publishes files as a good server does, and misbehaves where a
 * test says so. One request a connection.
 */
public final class FileServer implements AutoCloseable {
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Reply> files = new ConcurrentHashMap<>();
  private final Map<String, Deque<Reply>> exceptions = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What a client asked. */
  public record Request(String path, Map<String, String> headers) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** What is sent, headers and all. */
  @FunctionalInterface
  public interface Reply {
    void to(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  private FileServer(ServerSocket socket) {
    this.socket = socket;
  }

  public static FileServer start() throws IOException {
    FileServer server = new FileServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    server.threads.execute(server::accept);
    return server;
  }

  /** {@code http://127.0.0.1:…/}. */
  public URI baseUrl() {
    return URI.create(
        "http://%s:%d/".formatted(socket.getInetAddress().getHostAddress(), socket.getLocalPort()));
  }

  /** Publishes a file from now on, in place of what was there. */
  public void publish(String name, Reply file) {
    files.put("/" + name, file);
  }

  /** The next requests for a file get these replies, one each; then it is as published. */
  public void next(String name, Reply... replies) {
    exceptions
        .computeIfAbsent("/" + name, path -> new ConcurrentLinkedDeque<>())
        .addAll(List.of(replies));
  }

  /** All requests so far, oldest first. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The latest request. */
  public Request last() {
    return requests.get(requests.size() - 1);
  }

  /** Sends a beginning and then nothing more, until the server is closed. */
  public Reply stalling(String head, byte[] start) {
    return (request, out) -> {
      send(out, head, start);
      closed.await();
    };
  }

  /** A status line, headers, and a body as they stand. */
  public static Reply raw(String head, byte[] body) {
    return (request, out) -> send(out, head, body);
  }

  public static Reply raw(String head) {
    return raw(head, new byte[0]);
  }

  private static void send(OutputStream out, String head, byte[] body) throws IOException {
    out.write(
        (head.strip() + "\nConnection: close\n\n").replace("\n", "\r\n").getBytes(ISO_8859_1));
    out.write(body);
    out.flush();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      Request request =
          read(new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1)));
      requests.add(request);
      reply(request).to(request, client.getOutputStream());
    } catch (IOException e) {
      // The client went away, as it does where a test stalls it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(Request request) {
    Deque<Reply> first = exceptions.getOrDefault(request.path(), new ConcurrentLinkedDeque<>());
    return Optional.ofNullable(first.poll())
        .orElse(files.getOrDefault(request.path(), raw("HTTP/1.1 404 Not Found")));
  }

  private static Request read(BufferedReader in) throws IOException {
    String path = in.readLine().split(" ", -1)[1];
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
    }
    return new Request(path, headers);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
    threads.shutdownNow();
  }
}
