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
 * @param login user and password; a daemon of this product refuses clients without
 * @param trusted the daemon's certificate, if it uses TLS
 * @param timeout how long to wait for a response
 */
public record JmxTarget(
    String host, int port, Optional<JmxLogin> login, Optional<Keystore> trusted, Duration timeout) {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(JmxTarget.class);

  /** Referenced here, because an unreferenced logger loses its level. */
  private static final Logger OF_THE_JDK = Logger.getLogger("javax.management.remote");

  static {
    // It prints lost connections to standard error; the exception reports them already.
    OF_THE_JDK.setLevel(Level.OFF);
  }

  /** Connections to one daemon that RMI may have cached: registry, login, MBeans. */
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

  /** Host and port as text. */
  String address() {
    return host + ":" + port;
  }

  /**
   * Logs in. RMI caches connections and reuses one without a check, although the daemon may have
   * restarted on its port since then. Such a call did not reach the daemon, and is repeated on
   * another connection.
   */
  JMXConnector connect() throws IOException, NotBoundException {
    // RMI creates TLS sockets with the process's default context only.
    trusted.ifPresent(keystore -> SSLContext.setDefault(keystore.ofClient()));
    for (int dead = 0; dead < MOST_KEPT; dead++) {
      try {
        return logIn();
      } catch (MarshalException | UnmarshalException e) {
        LOG.debug("A cached RMI connection to {} is closed", address(), e);
      }
    }
    return logIn();
  }

  /** Reads the connector's stub from the registry, without JNDI. */
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
    // A command closes its connection soon, and needs no check whether the daemon is alive.
    environment.put("jmx.remote.x.client.connection.check.period", 0L);
    login
        .map(user -> new String[] {user.user(), user.password()})
        .ifPresent(credentials -> environment.put(JMXConnector.CREDENTIALS, credentials));
    return environment;
  }

  /** The exception to throw instead of JMX's where connecting failed. */
  RuntimeException explained(Exception failure) {
    if (failure instanceof JmxSetupException setup) {
      return setup;
    }
    if (failure instanceof SecurityException) {
      return new RefusedException(
          "Login as %2$s to the daemon at %1$s failed: wrong user or password"
              .formatted(address(), login.map(JmxLogin::user).orElse("an anonymous client")));
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new DaemonUnreachableException(sentence(failure), failure);
  }

  private String sentence(Exception failure) {
    if (failure instanceof TimeoutException) {
      return "The daemon at %s did not answer within %d s. Check that a daemon listens there"
          .formatted(address(), timeout.toSeconds());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "TLS with the daemon at %s failed: %s. Check that its certificate is in the truststore"
            .formatted(address(), cause.getMessage());
      }
      if (cause instanceof ConnectIOException && trusted.isEmpty()) {
        return "The process at %s does not respond like a daemon without TLS. Specify a truststore if it uses TLS"
            .formatted(address());
      }
    }
    return "No daemon answers at %s. Start it with ./pipeline daemon".formatted(address());
  }
}
