package ro.wowcinema.pipeline.scheduler.jmx.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import ro.wowcinema.pipeline.scheduler.jmx.access.JmxLogin;
import ro.wowcinema.pipeline.scheduler.jmx.access.Keystore;

/**
 * Where a client goes.
 *
 * @param host of the daemon
 * @param port of the daemon
 * @param login who logs in; without one nobody does, which our own daemon refuses
 * @param trusted the daemon's certificate, if it has TLS
 * @param patience how long to wait for an answer
 */
public record JmxTarget(
    String host,
    int port,
    Optional<JmxLogin> login,
    Optional<Keystore> trusted,
    Duration patience) {
  public JmxTarget {
    requireNonNull(host, "host is null");
    requireNonNull(login, "login is null");
    requireNonNull(trusted, "trusted is null");
    requireNonNull(patience, "patience is null");
  }

  /** As people write it. */
  String address() {
    return host + ":" + port;
  }
}
