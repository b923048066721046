package ro.wowcinema.pipeline.scheduler.jmx;

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
import ro.wowcinema.pipeline.scheduler.jmx.JmxUsers.Role;

/**
 * Stands between remote clients and the MBean server, and forwards calls that the user's role
 * allows. All other calls are refused, such as creating and removing MBeans and loading classes.
 */
final class Authorization implements InvocationHandler {
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

  /** Called by the connector itself, to read arguments; clients cannot call them. */
  private static final Set<String> OF_THE_CONNECTOR =
      Set.of("getClassLoader", "getClassLoaderFor", "getClassLoaderRepository");

  private static final Logger LOG = LoggerFactory.getLogger(Authorization.class);

  private final JmxUsers users;
  private final RefusedCall.Listener refusals;
  private MBeanServer server;

  private Authorization(JmxUsers users, RefusedCall.Listener refusals) {
    this.users = requireNonNull(users, "users is null");
    this.refusals = requireNonNull(refusals, "refusals is null");
  }

  /** To be set on a connector server. */
  static MBeanServerForwarder forwarder(JmxUsers users, RefusedCall.Listener refusals) {
    return (MBeanServerForwarder)
        Proxy.newProxyInstance(
            MBeanServerForwarder.class.getClassLoader(),
            new Class<?>[] {MBeanServerForwarder.class},
            new Authorization(users, refusals));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "setMBeanServer" -> {
        server = (MBeanServer) arguments[0];
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
          return method.invoke(server, arguments);
        } catch (InstanceNotFoundException e) {
          throw RemoteFailures.unknownMBean(server, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause() instanceof InstanceNotFoundException
              ? RemoteFailures.unknownMBean(server, arguments)
              : e.getCause();
        }
      }
    }
  }

  private void check(String method, Object[] arguments) throws JMException {
    Optional<String> user = Caller.remoteUser();
    if (user.isEmpty()) {
      checkConnector(method);
    } else if (!OF_THE_CONNECTOR.contains(method)) {
      Role role = role(user.get());
      if (!READING.contains(method)) {
        checkChange(new AccessRules(server, user.get(), role), method, arguments);
      }
    }
  }

  /**
   * Every client has logged in: a call without a user comes from the connector, which fetches
   * notifications.
   */
  private static void checkConnector(String method) {
    if (!READING.contains(method) && !OF_THE_CONNECTOR.contains(method)) {
      throw new SecurityException("Not logged in; %s needs a user".formatted(method));
    }
  }

  private Role role(String user) {
    return Optional.ofNullable(users.roles().get(user))
        .orElseThrow(
            () ->
                new SecurityException(
                    "User %s has no role in the access file; assign readonly or readwrite"
                        .formatted(user)));
  }

  private void checkChange(AccessRules rules, String method, Object[] arguments)
      throws JMException {
    try {
      rules.check(method, arguments);
    } catch (SecurityException e) {
      report(RefusedCall.of(rules.user(), method, arguments, e));
      throw e;
    }
  }

  /** Records the refusal; a failure to record it does not allow the call. */
  private void report(RefusedCall call) {
    try {
      refusals.refused(call);
    } catch (RuntimeException e) {
      LOG.warn("{} (the refusal could not be recorded)", call.reason(), e);
    }
  }
}
