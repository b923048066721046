package ro.wowcinema.pipeline.scheduler.jmx.access;

import java.util.Arrays;
import java.util.stream.Collectors;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import ro.wowcinema.pipeline.scheduler.jmx.bean.MBeans;

/**
 * Says that there is no such MBean, and which of its type there are.
 *
 * @param server that does not have it
 */
record UnknownMBean(MBeanServer server) {
  /** In place of the exception of the JDK, whose message is a name and nothing else. */
  InstanceNotFoundException explained(Object... arguments) {
    String sentence =
        Arrays.stream(arguments)
            .filter(ObjectName.class::isInstance)
            .map(ObjectName.class::cast)
            .findFirst()
            .map(this::sentence)
            .orElse("There is no such MBean");
    InstanceNotFoundException explained = new InstanceNotFoundException(sentence);
    explained.setStackTrace(new StackTraceElement[0]);
    return explained;
  }

  private String sentence(ObjectName unknown) {
    String type = unknown.getKeyProperty("type");
    String name = unknown.getKeyProperty("name");
    if (!unknown.getDomain().equals(MBeans.DOMAIN) || type == null || name == null) {
      return "There is no MBean %s".formatted(unknown);
    }
    return "There is no %s %s; there are: %s".formatted(type, name, names(type));
  }

  private String names(String type) {
    return server.queryNames(null, null).stream()
        .filter(each -> each.getDomain().equals(MBeans.DOMAIN))
        .filter(each -> type.equals(each.getKeyProperty("type")))
        .map(each -> String.valueOf(each.getKeyProperty("name")))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
