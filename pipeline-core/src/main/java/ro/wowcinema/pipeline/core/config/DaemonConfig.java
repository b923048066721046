package ro.wowcinema.pipeline.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** How the daemon works, and how it is operated. */
public final class DaemonConfig {
  private static final int HIGHEST_PORT = 65_535;

  private final Settings settings;

  DaemonConfig(Settings settings) {
    this.settings = settings;
  }

  /** How long after they are due its runs wait for the platform's delivery. */
  public Duration deliveryDeadline() {
    return settings.duration(ConfigKey.DAEMON_DELIVERY_DEADLINE);
  }

  /** How long tasks may go on when it stops. */
  public Duration shutdownLimit() {
    return settings.duration(ConfigKey.DAEMON_SHUTDOWN_LIMIT);
  }

  /** Silence after which a daemon counts as dead; a second at least. */
  public Duration lease() {
    Duration lease = settings.duration(ConfigKey.DAEMON_LEASE);
    return settings.require(
        ConfigKey.DAEMON_LEASE, lease, lease.toMillis() >= 1000, "PT1S or more");
  }

  /** Tasks over all of IMDb at a time. */
  public int heavyTasks() {
    return settings.wholeNumber(ConfigKey.TASKS_HEAVY, 1, 64);
  }

  /** One of the constants, whose names are written in lower case. */
  public <T extends Enum<T>> T catchUp(T[] policies) {
    return settings.oneOf(ConfigKey.SCHEDULE_CATCH_UP, policies);
  }

  /**
   * A time of day.
   *
   * @param key one of those of schedules
   */
  public LocalTime time(ConfigKey key) {
    return settings.parse(key, LocalTime::parse, "a time of day such as 03:30");
  }

  /**
   * How long after it is due a run has to be done.
   *
   * @param key one of those of schedules
   */
  public Duration deadline(ConfigKey key) {
    return settings.duration(key);
  }

  /**
   * The first date that a DAG runs; empty where none is configured.
   *
   * @param key one of those of schedules
   */
  public Optional<LocalDate> startDate(ConfigKey key) {
    String expected = "a date such as 2026-10-01";
    return Optional.of(startKey(key))
        .filter(given -> settings.text(given).isPresent())
        .map(given -> settings.parse(given, LocalDate::parse, expected));
  }

  /**
   * The key that says so: the DAG's own, or that of all DAGs where only that one is given.
   *
   * @param key one of those of schedules
   */
  public ConfigKey startKey(ConfigKey key) {
    return settings.text(key).isEmpty() && settings.text(ConfigKey.SCHEDULE_START_DATE).isPresent()
        ? ConfigKey.SCHEDULE_START_DATE
        : key;
  }

  public String jmxHost() {
    return settings.required(ConfigKey.JMX_HOST, "an address");
  }

  /** 0: any free one. */
  public int jmxPort() {
    return settings.wholeNumber(ConfigKey.JMX_PORT, 0, HIGHEST_PORT);
  }

  /**
   * A file that JMX needs; empty where it is not configured.
   *
   * @param key one of the files of JMX
   */
  public Optional<Path> jmxFile(ConfigKey key) {
    return settings.text(key).map(unused -> settings.path(key));
  }

  /** Who operates the daemon; empty: the user that it made itself. */
  public Optional<String> jmxUser() {
    return settings.text(ConfigKey.JMX_USER);
  }

  public Optional<String> jmxPassword() {
    return settings.text(ConfigKey.JMX_PASSWORD);
  }
}
