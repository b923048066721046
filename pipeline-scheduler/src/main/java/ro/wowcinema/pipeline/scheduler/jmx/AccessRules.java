package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import ro.wowcinema.pipeline.scheduler.jmx.JmxUsers.Role;

/**
 * Which operations a user may call and which attributes a user may set. Outside the product's
 * domain no changes are allowed: operations of the JVM's own MBeans could load code or write its
 * memory to a file.
 *
 * @param server that has the MBeans
 * @param user who is logged in
 * @param role as the access file gives it
 */
record AccessRules(MBeanServer server, String user, Role role) {
  /**
   * Operations that only read threads, although their MBean does not declare it; tools need them.
   */
  private static final Set<String> READ_THREADS =
      Set.of(
          "dumpAllThreads",
          "findDeadlockedThreads",
          "findMonitorDeadlockedThreads",
          "getThreadInfo");

  private static final String THREADS = "java.lang:type=Threading";

  AccessRules {
    requireNonNull(server, "server is null");
    requireNonNull(user, "user is null");
    requireNonNull(role, "role is null");
  }

  /** Throws a SecurityException with the user and the refused action. */
  void check(String method, Object[] arguments) throws JMException {
    switch (method) {
      case "invoke" ->
          checkOperation((ObjectName) arguments[0], (String) arguments[1], (String[]) arguments[3]);
      case "setAttribute" ->
          checkAttributes((ObjectName) arguments[0], name((Attribute) arguments[1]));
      case "setAttributes" ->
          checkAttributes((ObjectName) arguments[0], names((AttributeList) arguments[1]));
      default -> throw never("call " + method);
    }
  }

  private void checkOperation(ObjectName name, String operation, String[] signature)
      throws JMException {
    String action = "call %s of %s".formatted(operation, name);
    if (isOfTheProduct(name)) {
      if (!isReadOnly(name, operation, signature)) {
        requireReadWrite(action);
      }
    } else if (!THREADS.equals(name.getCanonicalName()) || !READ_THREADS.contains(operation)) {
      throw never(action);
    }
  }

  private void checkAttributes(ObjectName name, String attributes) {
    String action = "set %s of %s".formatted(attributes, name);
    if (!isOfTheProduct(name)) {
      throw never(action);
    }
    requireReadWrite(action);
  }

  private void requireReadWrite(String action) {
    if (role != Role.READWRITE) {
      throw new SecurityException(
          "User %s may not %s: that needs the role %s, and %s has %s"
              .formatted(user, action, Role.READWRITE.text(), user, role.text()));
    }
  }

  private SecurityException never(String action) {
    return new SecurityException(
        "User %s may not %s: no role allows that from outside the process".formatted(user, action));
  }

  private boolean isReadOnly(ObjectName name, String operation, String[] signature)
      throws JMException {
    String[] types = signature == null ? new String[0] : signature;
    return Arrays.stream(server.getMBeanInfo(name).getOperations())
        .filter(info -> info.getName().equals(operation))
        .filter(info -> Arrays.equals(DescribedMBean.types(info), types))
        .anyMatch(info -> info.getImpact() == MBeanOperationInfo.INFO);
  }

  private static boolean isOfTheProduct(ObjectName name) {
    return name.getDomain().equals(MBeans.DOMAIN);
  }

  private static String names(AttributeList attributes) {
    if (attributes == null) {
      throw new IllegalArgumentException("The attributes are missing: they must not be null");
    }
    return attributes.asList().stream().map(AccessRules::name).collect(Collectors.joining(", "));
  }

  private static String name(Attribute attribute) {
    if (attribute == null) {
      throw new IllegalArgumentException("The attribute is missing: it must not be null");
    }
    return attribute.getName();
  }
}
