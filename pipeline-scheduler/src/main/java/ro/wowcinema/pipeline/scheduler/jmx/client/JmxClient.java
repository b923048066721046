package ro.wowcinema.pipeline.scheduler.jmx.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import ro.wowcinema.pipeline.scheduler.jmx.bean.RefusedException;
import ro.wowcinema.pipeline.scheduler.jmx.bean.RemoteFailures;

/**
 * Asks a daemon to do something. Every method waits for its answer as long as the target says, and
 * no longer.
 *
 * <p>Methods throw {@link RefusedException} where the daemon refuses, and {@link
 * DaemonUnreachableException} where it does not answer.
 */
public final class JmxClient implements AutoCloseable {
  private final JmxTarget target;
  private final Patience patience;
  private final JMXConnector connector;
  private final MBeanServerConnection daemon;

  private JmxClient(JmxTarget target, JMXConnector connector, MBeanServerConnection daemon) {
    this.target = target;
    this.patience = new Patience(target.patience());
    this.connector = connector;
    this.daemon = daemon;
  }

  /** Logs in. */
  public static JmxClient connect(JmxTarget target) {
    requireNonNull(target, "target is null");
    try {
      return new Patience(target.patience())
          .await(
              () -> {
                JMXConnector connector = Connecting.connect(target);
                return new JmxClient(target, connector, connector.getMBeanServerConnection());
              });
    } catch (Exception e) {
      throw new ConnectFailure(target).explained(e);
    }
  }

  /** Calls an operation; its arguments are converted to what it takes. */
  public Object invoke(ObjectName mbean, String operation, String... arguments) {
    return asked(mbean, () -> Operation.of(daemon, mbean, operation, arguments).invoke(daemon));
  }

  /** Values by name, in the order asked for; refused where one of them cannot be read. */
  public Map<String, Object> attributes(ObjectName mbean, String... names) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Attribute value : asked(mbean, () -> daemon.getAttributes(mbean, names)).asList()) {
      values.put(value.getName(), value.getValue());
    }
    if (!values.keySet().containsAll(Arrays.asList(names))) {
      throw new RefusedException(
          "%s at %s gives only %s of %s"
              .formatted(mbean, target.address(), values.keySet(), Arrays.asList(names)));
    }
    return values;
  }

  /** What else JMX can do, such as listening to notifications; without the limits on time. */
  public MBeanServerConnection connection() {
    return daemon;
  }

  @Override
  public void close() {
    try {
      patience.await(
          () -> {
            connector.close();
            return null;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // The daemon finds out by itself that nobody is there any more.
    }
  }

  private <T> T asked(ObjectName mbean, Callable<T> question) {
    try {
      return patience.await(question);
    } catch (InstanceNotFoundException e) {
      throw new RefusedException("The daemon at %s has no %s".formatted(target.address(), mbean));
    } catch (TimeoutException e) {
      throw new DaemonUnreachableException(
          "The daemon at %s did not answer within %d s; what it was asked may still happen"
              .formatted(target.address(), target.patience().toSeconds()),
          e);
    } catch (IOException e) {
      throw new DaemonUnreachableException(
          "The daemon at %s went away: %s".formatted(target.address(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaemonUnreachableException(
          "Interrupted while the daemon at %s was asked".formatted(target.address()), e);
    } catch (Exception e) {
      Throwable cause = RemoteFailures.innermost(e);
      throw new RefusedException(
          cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }
  }
}
