package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * When it is closed, the port is free and its connections have ended. RMI leaves those open, and
 * the system keeps the port until the thread that waits for the next one has woken up.
 */
final class ListeningSocket extends ServerSocket {
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
