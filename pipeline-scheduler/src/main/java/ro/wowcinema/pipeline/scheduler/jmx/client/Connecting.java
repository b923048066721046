package ro.wowcinema.pipeline.scheduler.jmx.client;

import java.io.IOException;
import java.rmi.MarshalException;
import java.rmi.NotBoundException;
import java.rmi.UnmarshalException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.remote.JMXConnector;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;
import javax.net.ssl.SSLContext;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.jmx.access.Keystore;

/** How a client gets to the connector. */
final class Connecting {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Connecting.class);

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger OF_THE_JDK = Logger.getLogger("javax.management.remote");

  static {
    // It prints that a daemon went away to standard error; the exception says so, and better.
    OF_THE_JDK.setLevel(Level.OFF);
  }

  /** Connections to one daemon that RMI may have kept: of its registry, its logins, its MBeans. */
  private static final int MOST_KEPT = 3;

  private Connecting() {}

  /**
   * Returns when logged in. RMI keeps connections and takes one out again without a look at it; a
   * daemon that started again on its port since knows nothing of it. Such a call never arrived, and
   * the next one takes another connection.
   */
  static JMXConnector connect(JmxTarget target) throws IOException, NotBoundException {
    target.trusted().ifPresent(Connecting::trustInThisProcess);
    for (int dead = 0; dead < MOST_KEPT; dead++) {
      try {
        return login(target);
      } catch (MarshalException | UnmarshalException e) {
        LOG.debug("A connection to {} that RMI had kept is dead", target.address(), e);
      }
    }
    return login(target);
  }

  /** The connector has its stub from a registry: JNDI has no part in it. */
  @SuppressWarnings("BanJNDI")
  private static JMXConnector login(JmxTarget target) throws IOException, NotBoundException {
    RMIClientSocketFactory sockets =
        target.trusted().map(trusted -> new SslRMIClientSocketFactory()).orElse(null);
    Registry registry = LocateRegistry.getRegistry(target.host(), target.port(), sockets);
    RMIServer server = (RMIServer) registry.lookup("jmxrmi");
    RMIConnector connector = new RMIConnector(server, environment(target));
    connector.connect();
    return connector;
  }

  private static Map<String, Object> environment(JmxTarget target) {
    Map<String, Object> environment = new HashMap<>();
    // One command, and the connection ends: nothing has to look whether the daemon is still there.
    environment.put("jmx.remote.x.client.connection.check.period", 0L);
    target
        .login()
        .map(login -> new String[] {login.user(), login.password()})
        .ifPresent(credentials -> environment.put(JMXConnector.CREDENTIALS, credentials));
    return environment;
  }

  /** RMI's sockets of TLS are made by the process's default; there is no other way to tell them. */
  private static void trustInThisProcess(Keystore trusted) {
    SSLContext.setDefault(trusted.ofClient());
  }
}
