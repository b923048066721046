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
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.jmx.access.AcceptedLogins;
import ro.wowcinema.pipeline.scheduler.jmx.access.Authorization;
import ro.wowcinema.pipeline.scheduler.jmx.access.FailedLogins;
import ro.wowcinema.pipeline.scheduler.jmx.access.GuardedLogin;
import ro.wowcinema.pipeline.scheduler.jmx.access.JmxSettings;
import ro.wowcinema.pipeline.scheduler.jmx.access.JmxSetupException;
import ro.wowcinema.pipeline.scheduler.jmx.access.Keystore;
import ro.wowcinema.pipeline.scheduler.jmx.access.RefusedCall;

/**
 * Lets clients log in to the MBean server of this process: standard JMX over RMI, registry and
 * connector on one port of one address.
 */
public final class JmxServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JmxServer.class);
  private static final String NAME_IN_REGISTRY = "jmxrmi";

  private final JmxSettings settings;
  private final RefusedCall.Listener refusals;
  private final Deque<Closing> opened = new ArrayDeque<>();
  private int port;

  private JmxServer(JmxSettings settings, RefusedCall.Listener refusals) {
    this.settings = requireNonNull(settings, "settings is null");
    this.refusals = requireNonNull(refusals, "refusals is null");
  }

  /**
   * Listens until it is closed.
   *
   * @param home where the generated credentials are, or will be, if the settings name no users
   * @param refusals hears of what users asked for that their role does not allow
   * @throws JmxSetupException if a file or the address cannot be used; then nothing listens
   */
  public static JmxServer start(
      JmxSettings settings, MBeanServer mbeans, Path home, RefusedCall.Listener refusals) {
    JmxServer server = new JmxServer(settings, refusals);
    try {
      server.open(mbeans, AcceptedLogins.of(settings, home));
    } catch (IOException e) {
      server.close();
      throw new JmxSetupException(
          "JMX cannot listen on %s:%d: %s. Choose another port, or stop what uses it"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    LOG.info("JMX listens on {}", server.url());
    return server;
  }

  /** The actual one, where the settings left it open. */
  public int port() {
    return port;
  }

  /** For clients. */
  public String url() {
    return JmxAddress.url(settings.host(), port);
  }

  /** Ends all connections and frees the port. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException e) {
        LOG.warn("JMX on {} did not end properly", url(), e);
      }
    }
  }

  private void open(MBeanServer mbeans, AcceptedLogins logins) throws IOException {
    Optional<SSLContext> tls = settings.tls().map(Keystore::ofServer);
    RMIClientSocketFactory clientSockets =
        tls.map(context -> new SslRMIClientSocketFactory()).orElse(null);
    BoundSockets sockets = new BoundSockets(settings.address(), serverSockets(tls));
    opened.push(sockets::close);
    opened.push(RmiProperties.set(settings.host())::close);

    Registry registry = LocateRegistry.createRegistry(settings.port(), clientSockets, sockets);
    opened.push(() -> UnicastRemoteObject.unexportObject(registry, true));
    port = sockets.port();

    RMIJRMPServerImpl remote =
        new GuardedLogin(port, clientSockets, sockets, logins.environment(), FailedLogins.create());
    startConnector(remote, mbeans, logins);
    registry.rebind(NAME_IN_REGISTRY, remote.toStub());
  }

  private void startConnector(RMIJRMPServerImpl remote, MBeanServer mbeans, AcceptedLogins logins)
      throws IOException {
    RMIConnectorServer connector =
        new RMIConnectorServer(
            new JMXServiceURL("rmi", settings.host(), port), logins.environment(), remote, mbeans);
    connector.setMBeanServerForwarder(Authorization.forwarder(logins.roles(), refusals));
    connector.start();
    opened.push(connector::stop);
  }

  private static ServerSocketFactory serverSockets(Optional<SSLContext> tls) {
    return tls.<ServerSocketFactory>map(SSLContext::getServerSocketFactory)
        .orElseGet(ServerSocketFactory::getDefault);
  }

  /** What has to be undone. */
  private interface Closing {
    void close() throws IOException;
  }
}
