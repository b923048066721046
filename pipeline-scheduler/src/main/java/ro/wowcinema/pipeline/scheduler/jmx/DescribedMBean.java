package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;

/**
 * Adds what jmxutils lacks to an MBean made from annotations: the impact of each operation, and
 * failures that any client can read.
 */
final class DescribedMBean implements DynamicMBean {
  static final String READS_ONLY = "readsOnly";

  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of("int", Integer.class, "long", Long.class, "boolean", Boolean.class);

  private final DynamicMBean mbean;
  private final MBeanInfo info;
  private final RemoteFailures failures;

  DescribedMBean(DynamicMBean mbean, String description, RemoteFailures failures) {
    this.mbean = requireNonNull(mbean, "mbean is null");
    this.info = described(mbean.getMBeanInfo(), description);
    this.failures = requireNonNull(failures, "failures is null");
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    return info;
  }

  @Override
  public Object invoke(String operation, Object[] arguments, String[] signature)
      throws MBeanException, ReflectionException {
    checkCall(operation, arguments, signature);
    try {
      return mbean.invoke(operation, arguments, signature);
    } catch (MBeanException | ReflectionException | RuntimeException e) {
      throw failures.translated(operation, e);
    }
  }

  /** Refuses calls that do not match an operation, with the expected signature. */
  private void checkCall(String operation, Object[] arguments, String[] signature)
      throws MBeanException {
    List<MBeanOperationInfo> known =
        Arrays.stream(info.getOperations())
            .filter(each -> each.getName().equals(operation))
            .toList();
    if (known.isEmpty()) {
      throw RemoteFailures.refusal("There is no operation %s".formatted(operation));
    }
    String[] types = signature == null ? new String[0] : signature;
    Object[] values = arguments == null ? new Object[0] : arguments;
    MBeanOperationInfo called =
        known.stream()
            .filter(each -> Arrays.equals(types(each), types) && types.length == values.length)
            .findFirst()
            .orElseThrow(() -> RemoteFailures.refusal(expected(known)));
    for (int i = 0; i < values.length; i++) {
      checkArgument(operation, called.getSignature()[i], values[i]);
    }
  }

  private static void checkArgument(String operation, MBeanParameterInfo parameter, Object value)
      throws MBeanException {
    if (value == null) {
      throw RemoteFailures.refusal(
          "%s of %s is missing: it must not be null".formatted(parameter.getName(), operation));
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
                  parameter.getName(), operation, parameter.getType(), value.getClass().getName()));
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

  /** Types of the parameters, as in the signature of a call. */
  static String[] types(MBeanOperationInfo operation) {
    return Arrays.stream(operation.getSignature())
        .map(MBeanParameterInfo::getType)
        .toArray(String[]::new);
  }

  @Override
  public Object getAttribute(String attribute)
      throws AttributeNotFoundException, MBeanException, ReflectionException {
    try {
      return mbean.getAttribute(attribute);
    } catch (AttributeNotFoundException e) {
      throw RemoteFailures.unknownAttribute(attribute);
    } catch (MBeanException | ReflectionException | RuntimeException e) {
      throw failures.translated(attribute, e);
    }
  }

  @Override
  public void setAttribute(Attribute attribute)
      throws AttributeNotFoundException,
          InvalidAttributeValueException,
          MBeanException,
          ReflectionException {
    try {
      mbean.setAttribute(attribute);
    } catch (AttributeNotFoundException e) {
      throw RemoteFailures.unknownAttribute(attribute.getName());
    } catch (InvalidAttributeValueException e) {
      throw RemoteFailures.refusal(
          "%s cannot have this value of type %s"
              .formatted(
                  attribute.getName(),
                  attribute.getValue() == null
                      ? "null"
                      : attribute.getValue().getClass().getName()));
    } catch (MBeanException | ReflectionException | RuntimeException e) {
      throw failures.translated(attribute.getName(), e);
    }
  }

  /** Omits attributes that cannot be read, as JMX requires. */
  @Override
  public AttributeList getAttributes(String[] attributes) {
    return mbean.getAttributes(attributes);
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return mbean.setAttributes(attributes);
  }

  private static MBeanInfo described(MBeanInfo plain, String description) {
    return new MBeanInfo(
        plain.getClassName(),
        description,
        plain.getAttributes(),
        plain.getConstructors(),
        Arrays.stream(plain.getOperations())
            .map(DescribedMBean::described)
            .toArray(MBeanOperationInfo[]::new),
        plain.getNotifications(),
        plain.getDescriptor());
  }

  private static MBeanOperationInfo described(MBeanOperationInfo plain) {
    boolean readsOnly = Boolean.TRUE.equals(plain.getDescriptor().getFieldValue(READS_ONLY));
    return new MBeanOperationInfo(
        plain.getName(),
        plain.getDescription(),
        plain.getSignature(),
        plain.getReturnType(),
        readsOnly ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION,
        plain.getDescriptor());
  }
}
