package ro.wowcinema.pipeline.core.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/**
 * Does what PgBouncer does in transaction mode: each transaction of a client gets whichever session
 * of the server is free. Speaks as much of the protocol as that takes; COPY is not in it.
 */
public final class TransactionPooler implements AutoCloseable {
  private static final Set<Integer> ENCRYPTION_REQUESTS = Set.of(80877103, 80877104);
  private static final Set<Integer> ANSWERED_BY_CLIENT = Set.of(3, 5, 10, 11);

  private final ServerSocket listener;
  private final ConnectionInfo direct;
  private final boolean prefersLatest;
  private final BlockingDeque<Peer> free = new LinkedBlockingDeque<>();

  /**
   * @param prefersLatest whether the session used last is used first, or the one unused for longest
   */
  public TransactionPooler(ConnectionInfo direct, boolean prefersLatest) {
    this.direct = direct;
    this.prefersLatest = prefersLatest;
    try {
      this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** The server by way of this pooler. */
  public ConnectionInfo connectionInfo() {
    String address =
        "//%s:%d/".formatted(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    return new ConnectionInfo(
        direct.url().replaceFirst("//[^/]+/", address), direct.user(), direct.password());
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Peer server : free) {
        server.socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Peer client = new Peer(listener.accept());
        start(() -> serve(client));
      } catch (IOException e) {
        // The test is over.
      }
    }
  }

  private void serve(Peer client) {
    try (Socket unused = client.socket) {
      free.put(logIn(client));
      while (true) {
        byte[] first = client.message();
        if (first[0] == 'X') {
          return;
        }
        Peer server = free.pollFirst(10, TimeUnit.SECONDS);
        transaction(client, server, first);
        if (prefersLatest) {
          free.putFirst(server);
        } else {
          free.putLast(server);
        }
      }
    } catch (IOException e) {
      // The client has disconnected.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The client's password opens one more session of the server. */
  private Peer logIn(Peer client) throws IOException {
    String[] address =
        direct.url().replaceFirst("^jdbc:postgresql://([^/]+)/.*", "$1").split(":", 2);
    Peer server = new Peer(new Socket(address[0], Integer.parseInt(address[1])));
    byte[] startup = client.untypedMessage();
    while (ENCRYPTION_REQUESTS.contains(number(startup, 4))) {
      client.out.writeByte('N');
      client.out.flush();
      startup = client.untypedMessage();
    }
    server.send(startup);
    byte[] answer;
    do {
      answer = server.message();
      client.send(answer);
      if (answer[0] == 'R' && ANSWERED_BY_CLIENT.contains(number(answer, 5))) {
        server.send(client.message());
      }
    } while (answer[0] != 'Z' && answer[0] != 'E');
    return server;
  }

  private static void transaction(Peer client, Peer server, byte[] first) throws IOException {
    byte[] request = first;
    while (true) {
      server.send(request);
      if (request[0] == 'S' || request[0] == 'Q') {
        byte[] answer;
        do {
          answer = server.message();
          client.send(answer);
        } while (answer[0] != 'Z');
        if (answer[5] == 'I') {
          return;
        }
      }
      request = client.message();
    }
  }

  private static int number(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "transaction-pooler");
    thread.setDaemon(true);
    thread.start();
  }

  /** One side of a conversation. */
  private static final class Peer {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    void send(byte[] message) throws IOException {
      out.write(message);
      out.flush();
    }

    /** A letter, the length of the rest, the rest. */
    byte[] message() throws IOException {
      int type = in.readUnsignedByte();
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.write(type);
      message.writeBytes(untypedMessage());
      return message.toByteArray();
    }

    byte[] untypedMessage() throws IOException {
      int length = in.readInt();
      ByteBuffer message = ByteBuffer.allocate(length);
      message.putInt(length);
      in.readFully(message.array(), Integer.BYTES, length - Integer.BYTES);
      return message.array();
    }
  }
}
