package ro.wowcinema.pipeline.scheduler.jmx.access;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.remote.MBeanServerForwarder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between remote clients and the MBean server, and lets through what the user's role allows.
 * What it does not know is refused: so are creating and removing MBeans and loading classes, for
 * everybody.
 */
public final class Authorization implements InvocationHandler {
  private static final Set<String> READING =
      Set.of(
          "addNotificationListener",
          "getAttribute",
          "getAttributes",
          "getDefaultDomain",
          "getDomains",
          "getMBeanCount",
          "getMBeanInfo",
          "getObjectInstance",
          "isInstanceOf",
          "isRegistered",
          "queryMBeans",
          "queryNames",
          "removeNotificationListener");

  /** The connector calls these for itself, to read arguments; clients cannot. */
  private static final Set<String> OF_THE_CONNECTOR =
      Set.of("getClassLoader", "getClassLoaderFor", "getClassLoaderRepository");

  private static final Logger LOG = LoggerFactory.getLogger(Authorization.class);

  private final Roles roles;
  private final RefusedCall.Listener refusals;
  private MBeanServer server;
  private Changes changes;

  private Authorization(Roles roles, RefusedCall.Listener refusals) {
    this.roles = requireNonNull(roles, "roles is null");
    this.refusals = requireNonNull(refusals, "refusals is null");
  }

  /** To be set on a connector server. */
  public static MBeanServerForwarder forwarder(Roles roles, RefusedCall.Listener refusals) {
    return (MBeanServerForwarder)
        Proxy.newProxyInstance(
            MBeanServerForwarder.class.getClassLoader(),
            new Class<?>[] {MBeanServerForwarder.class},
            new Authorization(roles, refusals));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "setMBeanServer" -> {
        server = (MBeanServer) arguments[0];
        changes = new Changes(server);
        return null;
      }
      case "getMBeanServer" -> {
        return server;
      }
      case "toString", "hashCode", "equals" -> {
        return method.invoke(this, arguments);
      }
      default -> {
        try {
          check(method.getName(), arguments);
          return forwarded(method, arguments);
        } catch (InstanceNotFoundException e) {
          throw new UnknownMBean(server).explained(arguments);
        }
      }
    }
  }

  private void check(String method, Object[] arguments) throws JMException {
    Optional<String> user = Caller.remoteUser();
    if (user.isEmpty()) {
      checkConnector(method);
    } else if (!OF_THE_CONNECTOR.contains(method)) {
      Login login = new Login(user.get(), role(user.get()));
      if (!READING.contains(method)) {
        checkChange(login, method, arguments);
      }
    }
  }

  private void checkChange(Login login, String method, Object[] arguments) throws JMException {
    try {
      changes.check(login, method, arguments);
    } catch (SecurityException e) {
      tell(RefusedCall.of(login, method, arguments, e));
      throw e;
    }
  }

  /** The user is refused whether or not that can be written down. */
  private void tell(RefusedCall call) {
    try {
      refusals.refused(call);
    } catch (RuntimeException e) {
      LOG.warn("{} (and that could not be written down)", call.reason(), e);
    }
  }

  /**
   * Every client has logged in: without a user it is the connector, which looks for notifications.
   */
  private static void checkConnector(String method) {
    if (!READING.contains(method) && !OF_THE_CONNECTOR.contains(method)) {
      throw new SecurityException("Nobody is logged in; %s needs a user".formatted(method));
    }
  }

  private Role role(String user) {
    return roles
        .of(user)
        .orElseThrow(
            () ->
                new SecurityException(
                    "User %s has no role in the access file; give readonly or readwrite"
                        .formatted(user)));
  }

  private Object forwarded(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(server, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
