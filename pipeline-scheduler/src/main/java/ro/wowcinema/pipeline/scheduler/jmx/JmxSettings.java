package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the connector listens, and who may log in.
 *
 * @param host the address to listen on, which is also the one that clients are sent to
 * @param port the one port of registry and connector; 0 takes a free one
 * @param users the operators' own password and access file; without it {@link GeneratedCredentials}
 * @param tls keystore of the server; without it nothing is encrypted
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
   * Who may log in, in the JDK's formats.
   *
   * @param passwords lines {@code user password}; readable by its owner only. The JDK writes hashes
   *     in place of the passwords at the first login
   * @param access lines {@code user readonly} and {@code user readwrite}
   */
  public record UserFiles(Path passwords, Path access) {
    public UserFiles {
      requireNonNull(passwords, "passwords is null");
      requireNonNull(access, "access is null");
    }
  }

  /** JMX cannot start as it is set up. The message names the file or address and what to do. */
  public static final class JmxSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JmxSetupException(String message) {
      super(message);
    }

    JmxSetupException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Reached from this machine only, with the generated credentials. */
  public static JmxSettings local() {
    return new JmxSettings(DEFAULT_HOST, DEFAULT_PORT, Optional.empty(), Optional.empty());
  }

  /** Refuses addresses on which passwords would cross a network in the clear. */
  InetAddress address() throws UnknownHostException {
    InetAddress address = InetAddress.getByName(host);
    if (address.isAnyLocalAddress()) {
      throw new JmxSetupException(
          "JMX cannot listen on %s: clients are sent to the address, so name the one that they reach"
              .formatted(host));
    }
    if (tls.isEmpty() && !address.isLoopbackAddress()) {
      throw new JmxSetupException(
          "JMX on %s is reached from other machines and needs a keystore for TLS; without one only %s is possible (use an ssh tunnel)"
              .formatted(host, DEFAULT_HOST));
    }
    return address;
  }
}
