package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.rmi.ConnectIOException;
import java.rmi.MarshalException;
import java.rmi.NotBoundException;
import java.rmi.UnmarshalException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.remote.JMXConnector;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.DaemonUnreachableException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;

/**
 * The daemon that a client connects to.
 *
 * @param host of the daemon
 * @param port of the daemon
 * @param login who logs in; without one nobody does, which our own daemon refuses
 * @param trusted the daemon's certificate, if it has TLS
 * @param timeout how long to wait for a response
 */
public record JmxTarget(
    String host, int port, Optional<JmxLogin> login, Optional<Keystore> trusted, Duration timeout) {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(JmxTarget.class);

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger OF_THE_JDK = Logger.getLogger("javax.management.remote");

  static {
    // It prints lost connections to standard error; the exception reports them, and better.
    OF_THE_JDK.setLevel(Level.OFF);
  }

  /** Connections to one daemon that RMI may have kept: of its registry, its logins, its MBeans. */
  private static final int MOST_KEPT = 3;

  public JmxTarget {
    requireNonNull(host, "host is null");
    requireNonNull(login, "login is null");
    requireNonNull(trusted, "trusted is null");
    requireNonNull(timeout, "timeout is null");
  }

  /**
   * A user and the password.
   *
   * @param user of the access file
   * @param password never printed
   */
  public record JmxLogin(String user, String password) {
    public JmxLogin {
      requireNonNull(user, "user is null");
      requireNonNull(password, "password is null");
    }

    @Override
    public String toString() {
      return user;
    }
  }

  /** As people write it. */
  String address() {
    return host + ":" + port;
  }

  /**
   * Returns when logged in. RMI keeps connections and reuses one without a check; a daemon that
   * started again on its port since then does not know it. Such a call never arrived, and the next
   * one takes another connection.
   */
  JMXConnector connect() throws IOException, NotBoundException {
    // RMI's sockets of TLS are created by the process's default; there is no other way.
    trusted.ifPresent(keystore -> SSLContext.setDefault(keystore.ofClient()));
    for (int dead = 0; dead < MOST_KEPT; dead++) {
      try {
        return logIn();
      } catch (MarshalException | UnmarshalException e) {
        LOG.debug("A connection to {} that RMI had kept is dead", address(), e);
      }
    }
    return logIn();
  }

  /** The connector has its stub from a registry: JNDI has no part in it. */
  @SuppressWarnings("BanJNDI")
  private JMXConnector logIn() throws IOException, NotBoundException {
    RMIClientSocketFactory sockets =
        trusted.map(keystore -> new SslRMIClientSocketFactory()).orElse(null);
    Registry registry = LocateRegistry.getRegistry(host, port, sockets);
    RMIServer server = (RMIServer) registry.lookup("jmxrmi");
    RMIConnector connector = new RMIConnector(server, environment());
    connector.connect();
    return connector;
  }

  private Map<String, Object> environment() {
    Map<String, Object> environment = new HashMap<>();
    // One command, and the connection ends: nothing has to check whether the daemon is alive.
    environment.put("jmx.remote.x.client.connection.check.period", 0L);
    login
        .map(user -> new String[] {user.user(), user.password()})
        .ifPresent(credentials -> environment.put(JMXConnector.CREDENTIALS, credentials));
    return environment;
  }

  /** What to throw where connecting failed, in place of what JMX threw. */
  RuntimeException explained(Exception failure) {
    if (failure instanceof JmxSetupException setup) {
      return setup;
    }
    if (failure instanceof SecurityException) {
      return new RefusedException(
          "The daemon at %s does not let %s in: the user or the password is wrong"
              .formatted(address(), login.map(JmxLogin::user).orElse("anybody without a user")));
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new DaemonUnreachableException(sentence(failure), failure);
  }

  private String sentence(Exception failure) {
    if (failure instanceof TimeoutException) {
      return "The daemon at %s did not answer within %d s. Is it a daemon that listens there?"
          .formatted(address(), timeout.toSeconds());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "TLS with the daemon at %s failed: %s. Is its certificate in the truststore?"
            .formatted(address(), cause.getMessage());
      }
      if (cause instanceof ConnectIOException && trusted.isEmpty()) {
        return "What listens at %s does not speak as a daemon without TLS does. Name a truststore if it has TLS"
            .formatted(address());
      }
    }
    return "No daemon answers at %s. Is the daemon running? ./pipeline daemon starts it"
        .formatted(address());
  }
}
