package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;

/**
 * Lets clients log in to the MBean server of this process: standard JMX over RMI, registry and
 * connector on one port of one address.
 */
public final class JmxServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JmxServer.class);
  private static final String NAME_IN_REGISTRY = "jmxrmi";
  private static final String RMI_HOSTNAME = "java.rmi.server.hostname";
  private static final String RMI_REGISTRY_FILTER = "sun.rmi.registry.registryFilter";

  private final JmxSettings settings;
  private final Deque<Closeable> opened = new ArrayDeque<>();
  private int port;

  private JmxServer(JmxSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  /**
   * Starts a server, which listens until it is closed.
   *
   * @param home folder of the generated credentials, if the settings name no users
   * @param refusals is notified of calls that the role of a user does not allow
   * @throws JmxSetupException if a file or the address cannot be used
   */
  public static JmxServer start(
      JmxSettings settings, MBeanServer mbeans, Path home, RefusedCall.Listener refusals) {
    JmxServer server = new JmxServer(settings);
    try {
      server.open(mbeans, JmxUsers.of(settings, home), refusals);
    } catch (IOException e) {
      server.close();
      throw new JmxSetupException(
          "JMX cannot listen on %s:%d: %s. Choose another port, or stop the process that uses it"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    LOG.info("JMX listens on {}", server.url());
    return server;
  }

  /** The actual port, also if the settings ask for any free one. */
  public int port() {
    return port;
  }

  /** The service URL for clients. */
  public String url() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "service:jmx:rmi:///jndi/rmi://%s:%d/%s".formatted(host, port, NAME_IN_REGISTRY);
  }

  /** Ends all connections and frees the port. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException e) {
        LOG.warn("JMX on {} could not be closed", url(), e);
      }
    }
  }

  private void open(MBeanServer mbeans, JmxUsers users, RefusedCall.Listener refusals)
      throws IOException {
    Optional<SSLContext> tls = settings.tls().map(Keystore::ofServer);
    RMIClientSocketFactory clientSockets =
        tls.map(context -> new SslRMIClientSocketFactory()).orElse(null);
    ListeningSockets sockets =
        new ListeningSockets(
            settings.address(),
            tls.<ServerSocketFactory>map(SSLContext::getServerSocketFactory)
                .orElseGet(ServerSocketFactory::getDefault));
    opened.push(sockets::close);
    setRmiProperties();
    Registry registry = LocateRegistry.createRegistry(settings.port(), clientSockets, sockets);
    opened.push(() -> UnicastRemoteObject.unexportObject(registry, true));
    port = sockets.port();
    RMIJRMPServerImpl remote = new Logins(port, clientSockets, sockets, users);
    RMIConnectorServer connector =
        new RMIConnectorServer(
            new JMXServiceURL("rmi", settings.host(), port), users.environment(), remote, mbeans);
    connector.setMBeanServerForwarder(Authorization.forwarder(users, refusals));
    connector.start();
    opened.push(connector::stop);
    registry.rebind(NAME_IN_REGISTRY, remote.toStub());
  }

  /**
   * RMI reads these from system properties only. It reads the host for clients at every connection,
   * so the value stays as long as the server runs. No client may bind objects in the registry: any
   * user of this machine could otherwise replace the connector and receive passwords.
   */
  private void setRmiProperties() {
    Optional<String> before = Optional.ofNullable(System.getProperty(RMI_HOSTNAME));
    System.setProperty(RMI_HOSTNAME, settings.host());
    System.setProperty(RMI_REGISTRY_FILTER, "!*");
    opened.push(
        () ->
            before.ifPresentOrElse(
                host -> System.setProperty(RMI_HOSTNAME, host),
                () -> System.clearProperty(RMI_HOSTNAME)));
  }

  /** The JDK checks the password; failed logins are logged and slowed down. */
  private static final class Logins extends RMIJRMPServerImpl {
    private final FailedLogins failed = FailedLogins.create();

    Logins(int port, RMIClientSocketFactory clientSockets, ListeningSockets sockets, JmxUsers users)
        throws IOException {
      super(port, clientSockets, sockets, users.environment());
    }

    @Override
    public RMIConnection newClient(Object credentials) throws IOException {
      try {
        return super.newClient(credentials);
      } catch (SecurityException e) {
        failed.failed(credentials);
        throw e;
      }
    }
  }

  /** A resource to release. */
  private interface Closeable {
    void close() throws IOException;
  }
}
