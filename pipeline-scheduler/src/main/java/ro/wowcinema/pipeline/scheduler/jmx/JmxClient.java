package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/**
 * Calls a daemon. Every method waits for the response as long as the target says, and no longer.
 *
 * <p>Methods throw {@link RefusedException} where the daemon refuses, and {@link
 * DaemonUnreachableException} where it does not respond.
 */
public final class JmxClient implements AutoCloseable {
  private final JmxTarget target;
  private final JMXConnector connector;
  private final MBeanServerConnection daemon;

  private JmxClient(JmxTarget target, JMXConnector connector, MBeanServerConnection daemon) {
    this.target = target;
    this.connector = connector;
    this.daemon = daemon;
  }

  /** The daemon refused the request. The message is the reason that it sent. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
      super(message);
    }
  }

  /** The daemon does not respond. The message names the address and what to do. */
  public static final class DaemonUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DaemonUnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Logs in. */
  public static JmxClient connect(JmxTarget target) {
    requireNonNull(target, "target is null");
    try {
      return within(
          target.timeout(),
          () -> {
            JMXConnector connector = target.connect();
            return new JmxClient(target, connector, connector.getMBeanServerConnection());
          });
    } catch (Exception e) {
      throw target.explained(e);
    }
  }

  /** Calls an operation; its arguments are converted to the types of its parameters. */
  public Object invoke(ObjectName mbean, String operation, String... arguments) {
    return call(mbean, () -> OperationCall.of(daemon, mbean, operation, arguments).invoke(daemon));
  }

  /** Values by name, in the order of the names; refused if one of them cannot be read. */
  public Map<String, Object> attributes(ObjectName mbean, String... names) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Attribute value : call(mbean, () -> daemon.getAttributes(mbean, names)).asList()) {
      values.put(value.getName(), value.getValue());
    }
    if (!values.keySet().containsAll(Arrays.asList(names))) {
      throw new RefusedException(
          "%s at %s gives only %s of %s"
              .formatted(mbean, target.address(), values.keySet(), Arrays.asList(names)));
    }
    return values;
  }

  /** The connection for other uses, such as listening to notifications; without the timeout. */
  public MBeanServerConnection connection() {
    return daemon;
  }

  @Override
  public void close() {
    try {
      within(
          target.timeout(),
          () -> {
            connector.close();
            return null;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // The daemon detects a lost client by itself.
    }
  }

  private <T> T call(ObjectName mbean, Callable<T> request) {
    try {
      return within(target.timeout(), request);
    } catch (InstanceNotFoundException e) {
      throw new RefusedException("The daemon at %s has no %s".formatted(target.address(), mbean));
    } catch (TimeoutException e) {
      throw new DaemonUnreachableException(
          "The daemon at %s did not answer within %d s; the request may still be executed"
              .formatted(target.address(), target.timeout().toSeconds()),
          e);
    } catch (IOException e) {
      throw new DaemonUnreachableException(
          "Connection to the daemon at %s lost: %s".formatted(target.address(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaemonUnreachableException(
          "Interrupted while waiting for the daemon at %s".formatted(target.address()), e);
    } catch (Exception e) {
      Throwable cause = RemoteFailures.innermost(e);
      throw new RefusedException(
          cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }
  }

  /**
   * Calls in a separate daemon thread, which is abandoned at the timeout. RMI's own timeouts apply
   * to the whole process, and not to the TLS handshake.
   */
  private static <T> T within(Duration timeout, Callable<T> request) throws Exception {
    FutureTask<T> task = new FutureTask<>(request);
    Thread thread = new Thread(task, "jmx-client");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }
}
