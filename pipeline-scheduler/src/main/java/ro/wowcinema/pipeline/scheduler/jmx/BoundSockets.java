package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/**
 * Listens on one address; RMI by itself would on all. Remembers its sockets, because RMI tells
 * neither which free port it got nor closes the socket of one.
 */
final class BoundSockets implements RMIServerSocketFactory, AutoCloseable {
  private static final int BACKLOG = 50;

  private final InetAddress address;
  private final ServerSocketFactory sockets;
  private final List<ServerSocket> opened = new CopyOnWriteArrayList<>();

  BoundSockets(InetAddress address, ServerSocketFactory sockets) {
    this.address = requireNonNull(address, "address is null");
    this.sockets = requireNonNull(sockets, "sockets is null");
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    ServerSocket socket = new ListeningSocket(sockets.createServerSocket(port, BACKLOG, address));
    opened.add(socket);
    return socket;
  }

  /** Where it listens, once RMI has asked for a socket. */
  int port() {
    return opened.get(0).getLocalPort();
  }

  @Override
  public void close() {
    for (ServerSocket socket : opened) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Port %d stays open".formatted(socket.getLocalPort()), e);
      }
    }
  }
}
