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
 * Sends what operators must know to every client that listens. Sequence numbers start at 1 and have
 * no gaps; one alert is sent after the other.
 */
public final class AlertNotifier extends NotificationBroadcasterSupport implements AlertsMXBean {
  /** Where it is registered. */
  public static final ObjectName NAME = name();

  /** Types of alerts start with this. */
  public static final String TYPE_PREFIX = MBeans.DOMAIN + ".";

  private final Clock clock;
  private long count;
  private String lastAlert = "";

  /**
   * Types without the prefix, such as {@code run.failed}.
   *
   * @param clock tells when an alert happened
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
    return new MBeanNotificationInfo(
        full, Notification.class.getName(), "Something that an operator must know");
  }

  private static ObjectName name() {
    try {
      return new ObjectName(MBeans.DOMAIN + ":type=Alerts");
    } catch (MalformedObjectNameException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
