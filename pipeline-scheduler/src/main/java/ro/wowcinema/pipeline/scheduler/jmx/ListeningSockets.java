package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * Listens on one address; RMI itself would listen on all. Keeps its sockets, because RMI neither
 * reports the free port that it got nor closes its socket.
 */
final class ListeningSockets implements RMIServerSocketFactory, AutoCloseable {
  private static final int BACKLOG = 50;

  private final InetAddress address;
  private final ServerSocketFactory sockets;
  private final List<ServerSocket> opened = new CopyOnWriteArrayList<>();

  ListeningSockets(InetAddress address, ServerSocketFactory sockets) {
    this.address = requireNonNull(address, "address is null");
    this.sockets = requireNonNull(sockets, "sockets is null");
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    ServerSocket socket = new ListeningSocket(sockets.createServerSocket(port, BACKLOG, address));
    opened.add(socket);
    return socket;
  }

  /** The port, after RMI has created a socket. */
  int port() {
    return opened.get(0).getLocalPort();
  }

  @Override
  public void close() {
    for (ServerSocket socket : opened) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Port %d cannot be closed".formatted(socket.getLocalPort()), e);
      }
    }
  }

  /**
   * Closing it frees the port and ends its connections. RMI leaves these open, and the system keeps
   * the port until the accepting thread has woken up.
   */
  private static final class ListeningSocket extends ServerSocket {
    private static final int MOST_SECONDS = 2;

    private final ServerSocket socket;
    private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();
    private final Semaphore accepting = new Semaphore(1);

    ListeningSocket(ServerSocket socket) throws IOException {
      this.socket = requireNonNull(socket, "socket is null");
    }

    @Override
    public Socket accept() throws IOException {
      accepting.acquireUninterruptibly();
      try {
        Socket connection = socket.accept();
        accepted.removeIf(Socket::isClosed);
        accepted.add(connection);
        return connection;
      } finally {
        accepting.release();
      }
    }

    @Override
    public int getLocalPort() {
      return socket.getLocalPort();
    }

    @Override
    public boolean isClosed() {
      return socket.isClosed();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      awaitLastAccept();
      for (Socket connection : accepted) {
        connection.close();
      }
    }

    private void awaitLastAccept() {
      try {
        if (accepting.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
          accepting.release();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
