package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanNotificationInfo;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/**
 * Sends alerts for operators to every client that listens. Sequence numbers start at 1 and have no
 * gaps; alerts are sent one at a time.
 */
public final class AlertNotifier extends NotificationBroadcasterSupport implements AlertsMXBean {
  /** Name of the MBean. */
  public static final ObjectName NAME = name();

  /** Prefix of alert types. */
  public static final String TYPE_PREFIX = MBeans.DOMAIN + ".";

  private final Clock clock;
  private long count;
  private String lastAlert = "";

  /**
   * Creates a notifier for types without the prefix, such as {@code run.failed}.
   *
   * @param clock provides the time of an alert
   */
  public AlertNotifier(Clock clock, String... types) {
    super(info(types));
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Sends an alert.
   *
   * @param type such as {@code run.failed}
   * @param message a sentence
   * @param details what the alert is about, for programs
   */
  public synchronized void send(String type, String message, Map<String, String> details) {
    count++;
    lastAlert = message;
    Notification notification =
        new Notification(TYPE_PREFIX + type, NAME, count, clock.millis(), message);
    notification.setUserData(new TreeMap<>(details));
    sendNotification(notification);
  }

  @Override
  public synchronized long getCount() {
    return count;
  }

  @Override
  public synchronized String getLastAlert() {
    return lastAlert;
  }

  private static MBeanNotificationInfo info(String... types) {
    String[] full = new String[types.length];
    for (int i = 0; i < types.length; i++) {
      full[i] = TYPE_PREFIX + types[i];
    }
    return new MBeanNotificationInfo(full, Notification.class.getName(), "An alert for operators");
  }

  private static ObjectName name() {
    try {
      return new ObjectName(MBeans.DOMAIN + ":type=Alerts");
    } catch (MalformedObjectNameException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
