package ro.wowcinema.pipeline.scheduler.jmx.access;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.util.Map;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIJRMPServerImpl;

/** Where clients log in: the JDK checks the password, and who fails is written down. */
public final class GuardedLogin extends RMIJRMPServerImpl {
  private static final int LONGEST_NAME = 100;

  private final FailedLogins failed;

  public GuardedLogin(
      int port,
      RMIClientSocketFactory clientSockets,
      RMIServerSocketFactory serverSockets,
      Map<String, ?> environment,
      FailedLogins failed)
      throws IOException {
    super(port, clientSockets, serverSockets, environment);
    this.failed = requireNonNull(failed, "failed is null");
  }

  @Override
  public RMIConnection newClient(Object credentials) throws IOException {
    try {
      return super.newClient(credentials);
    } catch (SecurityException e) {
      failed.failed(address(), user(credentials));
      throw e;
    }
  }

  private static String address() {
    try {
      return RemoteServer.getClientHost();
    } catch (ServerNotActiveException e) {
      return Caller.LOCAL;
    }
  }

  private static String user(Object credentials) {
    if (credentials instanceof String[] login && login.length > 0 && login[0] != null) {
      return login[0].substring(0, Math.min(login[0].length(), LONGEST_NAME));
    }
    return "nobody";
  }
}
