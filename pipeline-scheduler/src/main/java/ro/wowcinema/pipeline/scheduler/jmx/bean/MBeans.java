package ro.wowcinema.pipeline.scheduler.jmx.bean;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.management.DynamicMBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Objects that are reached by JMX while this is open. Not for use by several threads at a time.
 *
 * <p>Attributes and operations of an object are its public methods with {@code @Managed}; {@link
 * ReadsOnly} marks operations that change nothing, {@link Described} tells what a parameter means.
 * What they return must be of the JDK: {@link OpenTypes} makes tables of records.
 */
public final class MBeans implements AutoCloseable {
  /** The domain of all that the product exports. */
  public static final String DOMAIN = "ro.wowcinema.pipeline";

  private final MBeanServer server;
  private final Deque<ObjectName> exported = new ArrayDeque<>();

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
    DynamicMBean plain = MBeanMaker.of(object);
    register(name, new DescribedMBean(plain, description, new RemoteFailures(name)));
  }

  /** Registers what is an MBean by itself, such as {@link AlertNotifier}. */
  public void register(ObjectName name, Object mbean) {
    try {
      server.registerMBean(mbean, name);
    } catch (JMException e) {
      throw new IllegalStateException("%s cannot be exported by JMX".formatted(name), e);
    }
    exported.push(name);
  }

  /** Takes all of them out again. */
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
      // Somebody in this process took it out before, which is what is wanted.
    } catch (MBeanRegistrationException e) {
      throw new IllegalStateException("%s cannot be taken out of JMX".formatted(name), e);
    }
  }
}
