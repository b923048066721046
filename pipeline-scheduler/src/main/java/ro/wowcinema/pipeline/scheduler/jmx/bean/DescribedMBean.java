package ro.wowcinema.pipeline.scheduler.jmx.bean;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ReflectionException;

/**
 * Adds to an MBean made from annotations what its library leaves open: the impact of each
 * operation, and failures that any client can read.
 */
final class DescribedMBean implements DynamicMBean {
  static final String READS_ONLY = "readsOnly";

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
    new CalledOperation(info, operation).check(arguments, signature);
    try {
      return mbean.invoke(operation, arguments, signature);
    } catch (MBeanException | ReflectionException | RuntimeException e) {
      throw failures.translated(operation, e);
    }
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

  /** Leaves out those that cannot be read, as JMX wants it. */
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
