package ro.wowcinema.pipeline.scheduler.jmx.bean;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.DynamicMBean;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.weakref.jmx.MBeanExporter;

/** Makes an MBean of an object's methods with {@code @Managed}. */
final class MBeanMaker {
  private MBeanMaker() {}

  /** jmxutils hands what it makes to a server only: this one keeps it and gives it back. */
  static DynamicMBean of(Object object) {
    AtomicReference<DynamicMBean> made = new AtomicReference<>();
    MBeanServer keeper =
        (MBeanServer)
            Proxy.newProxyInstance(
                MBeanServer.class.getClassLoader(),
                new Class<?>[] {MBeanServer.class},
                (proxy, method, arguments) -> keep(made, method, arguments));
    new MBeanExporter(keeper).export(ObjectName.WILDCARD, object);
    return made.get();
  }

  private static Object keep(
      AtomicReference<DynamicMBean> made, Method method, Object[] arguments) {
    if (!method.getName().equals("registerMBean")) {
      throw new UnsupportedOperationException(method.getName());
    }
    made.set((DynamicMBean) arguments[0]);
    return null;
  }
}
