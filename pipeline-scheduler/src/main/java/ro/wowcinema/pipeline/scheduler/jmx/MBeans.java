package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.DescriptorKey;
import javax.management.DynamicMBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.weakref.jmx.MBeanExporter;

/**
 * Objects that are exported by JMX while this is open. Not thread-safe.
 *
 * <p>Attributes and operations of an object are its public methods with {@code @Managed}; {@link
 * ReadsOnly} marks operations that change nothing, {@link Described} describes parameters. They
 * return types of the JDK only: {@link OpenTypes} converts records to tables.
 */
public final class MBeans implements AutoCloseable {
  /** The domain of all exported objects. */
  public static final String DOMAIN = "ro.wowcinema.pipeline";

  private final MBeanServer server;
  private final Deque<ObjectName> exported = new ArrayDeque<>();

  /** Describes a parameter or an MBean to operators; clients show it. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.PARAMETER, ElementType.TYPE})
  public @interface Described {
    @DescriptorKey("description")
    String value();
  }

  /** An operation that changes nothing, so that users with the role readonly may call it. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  public @interface ReadsOnly {
    /** Copied into the operation's descriptor. */
    @DescriptorKey(DescribedMBean.READS_ONLY)
    boolean value() default true;
  }

  public MBeans(MBeanServer server) {
    this.server = requireNonNull(server, "server is null");
  }

  /** Exports the methods of an object that have {@code @Managed}; its class must be public. */
  public void export(ObjectName name, Object object) {
    if (!Modifier.isPublic(object.getClass().getModifiers())) {
      throw new IllegalArgumentException(
          "%s must be public, or no operation of it can be called".formatted(object.getClass()));
    }
    Described described = object.getClass().getAnnotation(Described.class);
    String description = described == null ? name.getCanonicalName() : described.value();
    DynamicMBean plain = annotated(object);
    register(name, new DescribedMBean(plain, description, new RemoteFailures(name)));
  }

  /** Captures the MBean that jmxutils creates for an object and would register. */
  private static DynamicMBean annotated(Object object) {
    AtomicReference<DynamicMBean> made = new AtomicReference<>();
    InvocationHandler keep =
        (proxy, method, arguments) -> {
          if (!method.getName().equals("registerMBean")) {
            throw new UnsupportedOperationException(method.getName());
          }
          made.set((DynamicMBean) arguments[0]);
          return null;
        };
    MBeanServer keeper =
        (MBeanServer)
            Proxy.newProxyInstance(
                MBeanServer.class.getClassLoader(), new Class<?>[] {MBeanServer.class}, keep);
    new MBeanExporter(keeper).export(ObjectName.WILDCARD, object);
    return made.get();
  }

  /** Registers an object that is an MBean itself, such as {@link AlertNotifier}. */
  public void register(ObjectName name, Object mbean) {
    try {
      server.registerMBean(mbean, name);
    } catch (JMException e) {
      throw new IllegalStateException("%s cannot be exported by JMX".formatted(name), e);
    }
    exported.push(name);
  }

  /** Unregisters all of them. */
  @Override
  public void close() {
    while (!exported.isEmpty()) {
      unregister(exported.pop());
    }
  }

  private void unregister(ObjectName name) {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException gone) {
      // Already unregistered.
    } catch (MBeanRegistrationException e) {
      throw new IllegalStateException("%s cannot be unregistered from JMX".formatted(name), e);
    }
  }
}
