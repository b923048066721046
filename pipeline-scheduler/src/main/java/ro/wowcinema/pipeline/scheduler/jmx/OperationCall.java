package ro.wowcinema.pipeline.scheduler.jmx;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;

/**
 * A call of an operation with arguments as text.
 *
 * @param mbean that has the operation
 * @param info of the operation
 * @param arguments as text
 */
record OperationCall(ObjectName mbean, MBeanOperationInfo info, List<String> arguments) {
  OperationCall {
    arguments = List.copyOf(arguments);
  }

  /** Finds the operation by its name and number of arguments. */
  static OperationCall of(
      MBeanServerConnection server, ObjectName mbean, String name, String... arguments)
      throws JMException, IOException {
    return Arrays.stream(server.getMBeanInfo(mbean).getOperations())
        .filter(info -> info.getName().equals(name))
        .filter(info -> info.getSignature().length == arguments.length)
        .findFirst()
        .map(info -> new OperationCall(mbean, info, List.of(arguments)))
        .orElseThrow(
            () ->
                new RefusedException(
                    "%s has no operation %s that takes %d arguments"
                        .formatted(mbean, name, arguments.length)));
  }

  Object invoke(MBeanServerConnection server) throws JMException, IOException {
    MBeanParameterInfo[] parameters = info.getSignature();
    Object[] values = new Object[parameters.length];
    String[] types = new String[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      types[i] = parameters[i].getType();
      values[i] = converted(parameters[i], arguments.get(i));
    }
    return server.invoke(mbean, info.getName(), values, types);
  }

  private Object converted(MBeanParameterInfo parameter, String text) {
    try {
      return switch (parameter.getType()) {
        case "java.lang.String" -> text;
        case "boolean", "java.lang.Boolean" -> flag(text);
        case "int", "java.lang.Integer" -> Integer.valueOf(text);
        case "long", "java.lang.Long" -> Long.valueOf(text);
        default -> throw new IllegalArgumentException("cannot be converted from text");
      };
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "%s of %s must be of type %s, not \"%s\""
              .formatted(parameter.getName(), info.getName(), parameter.getType(), text));
    }
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }
}
