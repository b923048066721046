package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failed logins with their address, and slows down guessing: each further failure of an
 * address delays the next response more. Logins with the right password are answered at once.
 */
final class FailedLogins {
  private static final Logger LOG = LoggerFactory.getLogger(FailedLogins.class);

  static final Duration FIRST_DELAY = Duration.ofMillis(250);
  static final Duration LONGEST_DELAY = Duration.ofSeconds(8);

  /** After this time without failures the count of an address restarts. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  /** After the first failures, an address is logged only now and then, with the count. */
  static final int FIRST_LINES = 5;

  static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private static final int LONGEST_NAME = 100;

  private static final int MOST_ADDRESSES = 1_000;

  /** Delays a response. */
  @FunctionalInterface
  interface Pause {
    void hold(Duration time) throws InterruptedException;
  }

  private final Clock clock;
  private final Pause pause;

  /** The address with the oldest failure is removed first. */
  private final Map<String, Failures> byAddress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /** Failures of one address. */
  private static final class Failures {
    private int count;
    private Instant last;
    private Instant lastLine;
  }

  FailedLogins(Clock clock, Pause pause) {
    this.clock = requireNonNull(clock, "clock is null");
    this.pause = requireNonNull(pause, "pause is null");
  }

  static FailedLogins create() {
    return new FailedLogins(Clock.systemUTC(), time -> Thread.sleep(time.toMillis()));
  }

  /** Counts a failed login of the calling client, and returns after the delay. */
  void failed(Object credentials) {
    failed(address(), user(credentials));
  }

  private static String address() {
    try {
      return RemoteServer.getClientHost();
    } catch (ServerNotActiveException e) {
      return Caller.LOCAL;
    }
  }

  private static String user(Object credentials) {
    if (credentials instanceof String[] login && login.length > 0 && login[0] != null) {
      return login[0].substring(0, Math.min(login[0].length(), LONGEST_NAME));
    }
    return "an anonymous client";
  }

  /** Counts a failed login, and returns after the delay. */
  void failed(String address, String user) {
    try {
      pause.hold(delay(count(address, user)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counts and returns the failures of the address in a row. */
  private synchronized int count(String address, String user) {
    Failures failures = byAddress.remove(address);
    Instant now = clock.instant();
    if (failures == null || failures.last.plus(MEMORY).isBefore(now)) {
      failures = new Failures();
    }
    byAddress.put(address, failures);
    failures.last = now;
    failures.count++;
    if (failures.count <= FIRST_LINES || !now.isBefore(failures.lastLine.plus(BETWEEN_LINES))) {
      failures.lastLine = now;
      LOG.warn(
          "Failed JMX login from {} as {}: wrong user or password; {} failures in a row",
          address,
          user,
          failures.count);
    }
    return failures.count;
  }

  private static Duration delay(int count) {
    int doublings = Math.min(count - 1, 10);
    Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
  }
}
