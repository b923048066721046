package ro.wowcinema.pipeline.core.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Creates the sockets of one connection, including those of its cancellations. The driver
 * instantiates the factory itself, from the class's name and a text; the factory uses that text to
 * look up which connection to register the socket with.
 */
public final class WatchedSocketFactory extends SocketFactory {
  private static final AtomicLong TICKETS = new AtomicLong();
  private static final Map<String, AtomicReference<WatchedSocket>> ORDERS =
      new ConcurrentHashMap<>();

  /** A peer that does not even acknowledge packets is given up within a minute. */
  private static final Map<SocketOption<Integer>, Integer> KEEP_ALIVE =
      Map.of(
          ExtendedSocketOptions.TCP_KEEPIDLE, 20,
          ExtendedSocketOptions.TCP_KEEPINTERVAL, 10,
          ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

  private final Optional<AtomicReference<WatchedSocket>> order;

  /** Called by the driver. */
  public WatchedSocketFactory(String ticket) {
    this.order = Optional.ofNullable(ORDERS.get(ticket));
  }

  /** Asks for the socket of the connection that is opened with this text; see {@link #forget}. */
  static String order(AtomicReference<WatchedSocket> socket) {
    String ticket = Long.toString(TICKETS.incrementAndGet());
    ORDERS.put(ticket, socket);
    return ticket;
  }

  /** The connection is open, or will not be. */
  static void forget(String ticket) {
    ORDERS.remove(ticket);
  }

  @Override
  public Socket createSocket() throws IOException {
    WatchedSocket socket = new WatchedSocket();
    Set<SocketOption<?>> supported = socket.supportedOptions();
    for (Map.Entry<SocketOption<Integer>, Integer> option : KEEP_ALIVE.entrySet()) {
      if (supported.contains(option.getKey())) {
        socket.setOption(option.getKey(), option.getValue());
      }
    }
    order.ifPresent(wanted -> wanted.set(socket));
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw noLocalAddress();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw noLocalAddress();
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }

  private static SocketException noLocalAddress() {
    return new SocketException("The driver binds sockets itself");
  }
}
