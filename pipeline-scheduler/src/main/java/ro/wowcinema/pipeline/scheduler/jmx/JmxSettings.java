package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Address, users and encryption of the connector.
 *
 * @param host the address to listen on, which clients connect to as well
 * @param port the port of registry and connector; 0 selects a free one
 * @param users the configured password and access files; without them {@link GeneratedCredentials}
 * @param tls keystore of the server; without it connections are not encrypted
 */
public record JmxSettings(
    String host, int port, Optional<UserFiles> users, Optional<Keystore> tls) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 9010;

  private static final int HIGHEST_PORT = 65_535;

  public JmxSettings {
    requireNonNull(host, "host is null");
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("The JMX port must be 0 to 65535, not " + port);
    }
    requireNonNull(users, "users is null");
    requireNonNull(tls, "tls is null");
  }

  /**
   * Files with users and roles, in the JDK's formats.
   *
   * @param passwords lines {@code user password}; readable by its owner only. The JDK replaces the
   *     passwords by hashes at the first login
   * @param access lines {@code user readonly} and {@code user readwrite}
   */
  public record UserFiles(Path passwords, Path access) {
    public UserFiles {
      requireNonNull(passwords, "passwords is null");
      requireNonNull(access, "access is null");
    }
  }

  /** JMX cannot start with these settings. The message names the file or address and what to do. */
  public static final class JmxSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JmxSetupException(String message) {
      super(message);
    }

    JmxSetupException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Settings for access from this machine only, with the generated credentials. */
  public static JmxSettings local() {
    return new JmxSettings(DEFAULT_HOST, DEFAULT_PORT, Optional.empty(), Optional.empty());
  }

  /** Refuses addresses on which passwords would cross a network unencrypted. */
  InetAddress address() throws UnknownHostException {
    InetAddress address = InetAddress.getByName(host);
    if (address.isAnyLocalAddress()) {
      throw new JmxSetupException(
          "JMX cannot listen on %s: clients connect to this address, so specify one that they can reach"
              .formatted(host));
    }
    if (tls.isEmpty() && !address.isLoopbackAddress()) {
      throw new JmxSetupException(
          "JMX on %s is reachable from other machines and needs a keystore for TLS; without one only %s is allowed (use an ssh tunnel)"
              .formatted(host, DEFAULT_HOST));
    }
    return address;
  }
}
