package ro.wowcinema.pipeline.scheduler.jmx.access;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import ro.wowcinema.pipeline.scheduler.jmx.bean.MBeans;

/**
 * Who may call which operation and set which attribute. Outside the product's domain nothing is
 * changed: operations of the JVM's own MBeans could load code or write its memory to a file.
 *
 * @param server that knows the MBeans
 */
record Changes(MBeanServer server) {
  /** Look at threads, and change nothing, though their MBean does not say so; tools need them. */
  private static final Set<String> LOOK_AT_THREADS =
      Set.of(
          "dumpAllThreads",
          "findDeadlockedThreads",
          "findMonitorDeadlockedThreads",
          "getThreadInfo");

  private static final String THREADS = "java.lang:type=Threading";

  /** Throws a SecurityException that says who may not do what. */
  void check(Login login, String method, Object[] arguments) throws JMException {
    switch (method) {
      case "invoke" ->
          checkOperation(
              login, (ObjectName) arguments[0], (String) arguments[1], (String[]) arguments[3]);
      case "setAttribute" ->
          checkAttributes(login, (ObjectName) arguments[0], name((Attribute) arguments[1]));
      case "setAttributes" ->
          checkAttributes(login, (ObjectName) arguments[0], names((AttributeList) arguments[1]));
      default -> throw login.never("call " + method);
    }
  }

  private void checkOperation(Login login, ObjectName name, String operation, String[] signature)
      throws JMException {
    String deed = "call %s of %s".formatted(operation, name);
    if (isOfTheProduct(name)) {
      if (!readsOnly(name, operation, signature)) {
        login.mustBeAllowedToWrite(deed);
      }
    } else if (!THREADS.equals(name.getCanonicalName()) || !LOOK_AT_THREADS.contains(operation)) {
      throw login.never(deed);
    }
  }

  private static void checkAttributes(Login login, ObjectName name, String attributes) {
    String deed = "set %s of %s".formatted(attributes, name);
    if (!isOfTheProduct(name)) {
      throw login.never(deed);
    }
    login.mustBeAllowedToWrite(deed);
  }

  private boolean readsOnly(ObjectName name, String operation, String[] signature)
      throws JMException {
    return Arrays.stream(server.getMBeanInfo(name).getOperations())
        .filter(info -> info.getName().equals(operation))
        .filter(info -> Arrays.equals(types(info), signature == null ? new String[0] : signature))
        .anyMatch(info -> info.getImpact() == MBeanOperationInfo.INFO);
  }

  private static boolean isOfTheProduct(ObjectName name) {
    return name.getDomain().equals(MBeans.DOMAIN);
  }

  private static String[] types(MBeanOperationInfo info) {
    return Arrays.stream(info.getSignature())
        .map(MBeanParameterInfo::getType)
        .toArray(String[]::new);
  }

  private static String names(AttributeList attributes) {
    if (attributes == null) {
      throw new IllegalArgumentException("The attributes are missing: they must not be null");
    }
    return attributes.asList().stream().map(Changes::name).collect(Collectors.joining(", "));
  }

  private static String name(Attribute attribute) {
    if (attribute == null) {
      throw new IllegalArgumentException("The attribute is missing: it must not be null");
    }
    return attribute.getName();
  }
}
