package ro.wowcinema.pipeline.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/**
 * A TCP proxy before a server that can stop forwarding without a sign: it keeps its sockets open
 * and neither reads nor writes them any more.
 */
public final class BlackHole implements AutoCloseable {
  private static final int BUFFER = 8 * 1024;

  private final ServerSocket listener;
  private final ConnectionInfo direct;
  private final List<Path> paths = new CopyOnWriteArrayList<>();
  private volatile boolean swallowsNew;

  /** Listens on a free port of this machine until it is closed. */
  public BlackHole(ConnectionInfo direct) {
    this.direct = direct;
    try {
      this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("proxy", this::accept);
  }

  /** The server by way of this proxy. */
  public ConnectionInfo connectionInfo() {
    String url =
        direct
            .url()
            .replaceFirst(
                "//[^/]+/",
                "//%s:%d/"
                    .formatted(
                        listener.getInetAddress().getHostAddress(), listener.getLocalPort()));
    return new ConnectionInfo(url, direct.user(), direct.password());
  }

  /** Of the proxy, in its connections to the server, as the server sees them. */
  public List<Integer> portsAtServer() {
    return paths.stream().map(path -> path.server.getLocalPort()).toList();
  }

  /** From now on nothing comes through the connections that there are; new ones work. */
  public void swallowExisting() {
    paths.forEach(Path::swallow);
  }

  /** From now on nothing comes through any connection, though new ones are accepted. */
  public void swallowAll() {
    swallowsNew = true;
    swallowExisting();
  }

  /** New connections work again; the others stay dead. */
  public void passNew() {
    swallowsNew = false;
  }

  @Override
  public void close() {
    closeQuietly(listener);
    paths.forEach(Path::close);
  }

  private void accept() {
    String[] address =
        direct.url().replaceFirst("^jdbc:postgresql://([^/]+)/.*", "$1").split(":", 2);
    while (!listener.isClosed()) {
      try {
        forward(listener.accept(), address[0], Integer.parseInt(address[1]));
      } catch (IOException e) {
        // The test is over.
      }
    }
  }

  private void forward(Socket client, String host, int port) {
    try {
      Path path = new Path(client, new Socket(host, port), swallowsNew);
      paths.add(path);
      path.start();
    } catch (IOException e) {
      // The server is away: so the client learns.
      closeQuietly(client);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // No longer needed.
    }
  }

  /** One connection, in both directions. */
  private static final class Path {
    private final Socket client;
    private final Socket server;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean swallows;

    Path(Socket client, Socket server, boolean swallows) {
      this.client = client;
      this.server = server;
      this.swallows = swallows;
    }

    void start() {
      BlackHole.start("proxy-to-server", () -> pump(client, server));
      BlackHole.start("proxy-to-client", () -> pump(server, client));
    }

    void swallow() {
      swallows = true;
    }

    void close() {
      end.countDown();
      closeQuietly(client);
      closeQuietly(server);
    }

    private void pump(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        int read = in.read(buffer);
        while (read >= 0 && !swallows) {
          out.write(buffer, 0, read);
          read = in.read(buffer);
        }
      } catch (IOException e) {
        // As if the other side had closed.
      }
      if (swallows) {
        keepOpen();
      }
      close();
    }

    private void keepOpen() {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
