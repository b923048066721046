package ro.wowcinema.pipeline.scheduler.jmx.bean;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;

/**
 * Refuses calls that do not fit an operation, with a sentence that says what would.
 *
 * @param info of the MBean
 * @param name of the operation that is called
 */
record CalledOperation(MBeanInfo info, String name) {
  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of("int", Integer.class, "long", Long.class, "boolean", Boolean.class);

  CalledOperation {
    requireNonNull(info, "info is null");
  }

  /** Throws an MBeanException with the sentence. */
  void check(Object[] arguments, String[] signature) throws MBeanException {
    List<MBeanOperationInfo> known =
        Arrays.stream(info.getOperations()).filter(each -> each.getName().equals(name)).toList();
    if (known.isEmpty()) {
      throw RemoteFailures.refusal("There is no operation %s".formatted(name));
    }
    String[] types = signature == null ? new String[0] : signature;
    Object[] values = arguments == null ? new Object[0] : arguments;
    MBeanOperationInfo called =
        known.stream()
            .filter(each -> Arrays.equals(types(each), types) && types.length == values.length)
            .findFirst()
            .orElseThrow(() -> RemoteFailures.refusal(expected(known)));
    for (int i = 0; i < values.length; i++) {
      check(called.getSignature()[i], values[i]);
    }
  }

  private void check(MBeanParameterInfo parameter, Object value) throws MBeanException {
    if (value == null) {
      throw RemoteFailures.refusal(
          "%s of %s is missing: it must not be null".formatted(parameter.getName(), name));
    }
    Class<?> primitive = PRIMITIVES.get(parameter.getType());
    boolean fits =
        primitive == null
            ? value.getClass().getName().equals(parameter.getType())
            : primitive.isInstance(value);
    if (!fits) {
      throw RemoteFailures.refusal(
          "%s of %s must be of type %s, not %s"
              .formatted(
                  parameter.getName(), name, parameter.getType(), value.getClass().getName()));
    }
  }

  private static String expected(List<MBeanOperationInfo> operations) {
    return operations.stream()
        .map(
            operation ->
                Arrays.stream(operation.getSignature())
                    .map(parameter -> parameter.getType() + " " + parameter.getName())
                    .collect(Collectors.joining(", ", operation.getName() + "(", ")")))
        .collect(Collectors.joining(" or ", "Call ", ""));
  }

  private static String[] types(MBeanOperationInfo operation) {
    return Arrays.stream(operation.getSignature())
        .map(MBeanParameterInfo::getType)
        .toArray(String[]::new);
  }
}
